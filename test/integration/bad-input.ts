/** What the platform makes of each kind of bad input, and which tests prove it. */

import { proof, type Proof } from '../support/proofs.js';

export interface BadInput {
  readonly what: string;
  /** Codes that whoever sent it, or runs the platform, is told. None: it is no error, or a reason in words. */
  readonly codes: readonly string[];
  readonly proofs: readonly Proof[];
}

const of = (what: string, codes: readonly string[], ...proofs: readonly Proof[]): BadInput => ({
  what,
  codes,
  proofs,
});

const LISTENER = 'plugins/listener/src/listener.test.ts';
const REFUSED = proof(LISTENER, '%s gets %i %s and stands in the log');
const GITHUB = proof(
  'test/integration/github.test.ts',
  'refuses what is not signed, broken or too large, each with a code, and goes on',
);
const GATEKEEPER = 'plugins/gatekeeper/src/gatekeeper.test.ts';
const LOAD = proof(
  'core/src/host/load.test.ts',
  'names what is missing, broken, no plugin or there twice, and loads the rest',
);
const BOOT = 'core/src/host/boot.test.ts';
const PROBLEMS = proof(BOOT, 'reports every problem at once');
const CONFIG = 'core/src/config/config.test.ts';
const LEASES = 'plugins/hub/src/leases.test.ts';
const WORKER = 'plugins/worker/src/worker.test.ts';
const STORE_FS = 'plugins/store-fs/src/file-log-store.test.ts';
const LOCAL = 'plugins/executor-local/src/local-executor.test.ts';
const OVERLOAD = 'test/integration/overload.test.ts';
const LIVE = 'plugins/live/src/live.test.ts';

export const BAD_INPUT: readonly BadInput[] = [
  of('bad signature', ['TURNPIKE_DELIVERY_SIGNATURE'], REFUSED, GITHUB),
  of('unknown event', ['TURNPIKE_DELIVERY_EVENT'], REFUSED),
  of(
    'body over the limit',
    ['TURNPIKE_INPUT_TOO_LARGE'],
    GITHUB,
    proof(LISTENER, 'is too large, or for no known host'),
    proof('core/src/http/http-host.test.ts', 'counts a body without a length while it comes'),
  ),
  of('broken JSON', ['TURNPIKE_DELIVERY_MALFORMED'], REFUSED, GITHUB),
  of(
    'missing `.travis.yml`',
    ['TURNPIKE_YML_MISSING'],
    proof(GATEKEEPER, 'is an errored build too when it is missing'),
    proof(
      'plugins/travis-yml/src/compile.test.ts',
      'fail the request where they are missing, naming the file',
    ),
  ),
  of(
    'broken `.travis.yml`',
    [],
    proof(GATEKEEPER, 'becomes a visible errored build with file and line'),
    proof(
      'test/integration/github.test.ts',
      'shows a broken configuration as an errored build, with the line',
    ),
  ),
  of(
    'unknown repository',
    ['TURNPIKE_DELIVERY_SIGNATURE'],
    proof(LISTENER, 'tells nobody whether its repository is known here who cannot sign for it'),
  ),
  of('unknown plugin', ['TURNPIKE_PLUGIN_UNKNOWN'], LOAD, PROBLEMS),
  of(
    'plugin that throws in any phase',
    ['TURNPIKE_PLUGIN_FAILED'],
    LOAD,
    proof(BOOT, 'goes on without a plugin that throws in the phase %s, and undoes it'),
    proof(BOOT, 'undoes a plugin that listens to an event there is none of'),
    proof(BOOT, 'hears other plugins although a handler, a sweep and the end of one throw'),
    proof(BOOT, 'goes on without what others from elsewhere need, and without those'),
  ),
  of('plugin asking for another SDK version', ['TURNPIKE_PLUGIN_SDK_MISMATCH'], PROBLEMS),
  of(
    'wrong config key or type',
    ['TURNPIKE_CONFIG_INVALID'],
    PROBLEMS,
    proof(CONFIG, 'come all at once, each with file, line and a suggestion'),
    proof(CONFIG, 'name the line of broken YAML, a key given twice, and a file that is not there'),
  ),
  of(
    'broker down',
    [],
    proof(
      'plugins/broker/src/broker.test.ts',
      'tells its own process while no broker is there, and comes back by itself',
    ),
    proof(
      'core/src/bus/bus.test.ts',
      'answers at once while the broker is away, keeps the last, and no log notices',
    ),
    proof('core/src/store/store.test.ts', 'keeps going when the bus is away'),
    proof('core/src/host/sweeper.test.ts', 'runs every two seconds while the bus is down'),
  ),
  of(
    'database down',
    ['TURNPIKE_STORE_UNAVAILABLE'],
    proof(
      'test/integration/database-away.test.ts',
      'is said by readiness and by the API, with a code',
    ),
    proof(
      'test/integration/database-away.test.ts',
      'delays a push and a running job, and both come to their end',
    ),
  ),
  of(
    'disk full while logging',
    ['TURNPIKE_LOG_DISK'],
    proof(STORE_FS, 'is named with the way out; what was stored stays, and the log goes on'),
    proof(STORE_FS, 'names a full disk'),
    proof('plugins/worker/src/log/log-buffer.test.ts', 'keeps what the disk does not take'),
    proof(
      'core/src/store/commit-groups.test.ts',
      'fail for all of the group where the database undoes it, and the next ones go on',
    ),
  ),
  of(
    'clock jumps',
    [],
    proof(LEASES, 'resets a run whose worker is silent, by the time that hub itself has watched'),
    proof('core/src/store/store.test.ts', 'reads the clock of the database in milliseconds'),
  ),
  of(
    'duplicate or late worker reports',
    ['TURNPIKE_RUN_GONE'],
    proof(
      'plugins/hub/src/reports.property.test.ts',
      'lead to the documented end, however they are delivered',
    ),
    proof(WORKER, 'delivers a result whose first tries did not arrive'),
  ),
  of(
    'a worker that vanishes',
    [],
    proof(LEASES, 'resets a run whose worker is silent, by the time that hub itself has watched'),
    proof(LEASES, 'gives up after too many losses, saying so'),
    proof(WORKER, 'leaves no process, and its folder to the next'),
  ),
  of(
    'a log append twice',
    [],
    proof(STORE_FS, 'drops overlap and answers the end'),
    proof(WORKER, 'an append whose answer was lost is not stored twice'),
  ),
  of(
    'a log append out of order or with a gap',
    ['TURNPIKE_LOG_GAP'],
    proof(STORE_FS, 'refuses a gap and says where the log ends'),
    proof(
      'sdk/src/clients/log-routes.test.ts',
      'appends, tells gaps by their code, seals and reads',
    ),
  ),
  of(
    'a job that prints a gigabyte',
    [],
    proof(WORKER, 'ends a job that prints a gigabyte, and runs the next'),
    proof(OVERLOAD, 'ends a job that prints $what, keeps what is allowed of it, and goes on'),
  ),
  of(
    'a line of 100 MB',
    [],
    proof(
      WORKER,
      'ends a job that prints a line of 100 MB, keeps what is allowed of it, and runs the next',
    ),
    proof(OVERLOAD, 'ends a job that prints $what, keeps what is allowed of it, and goes on'),
    proof('plugins/logs/src/logs.test.ts', 'finds lines across blocks, and in a line without end'),
  ),
  of('a job that forks without end', [], proof(LOCAL, 'bounds a job that forks without end')),
  of(
    'a job that fills its disk',
    [],
    proof(LOCAL, 'ends a job that fills its disk with many files, says so, and takes them away'),
    proof(LOCAL, 'stops a job that fills its disk with one file, and takes the file away'),
  ),
  of(
    'a browser that never reads',
    [],
    proof(LIVE, 'is told which topics lost events, while the others miss nothing'),
    proof(LIVE, 'of 20 MB wait for a browser that does not read, while another has it all'),
  ),
  of(
    'a broker client that never reads',
    [],
    proof('plugins/broker/src/broker.test.ts', 'is disconnected, and the others go on'),
  ),
  of(
    'a thousand deliveries in a second',
    ['TURNPIKE_RATE_LIMITED'],
    proof(OVERLOAD, 'builds each of a thousand signed deliveries of one second exactly once'),
    proof(LISTENER, 'is one of a thousand at once, and none is lost'),
    proof(GATEKEEPER, 'give each request one build, in order and without gaps'),
    proof(
      'core/src/http/http-host.test.ts',
      'limits the rate of one address and says how long to wait',
    ),
  ),
];
