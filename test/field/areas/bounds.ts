import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

const HTTP = 'core/src/http/http-host.test.ts';
const JSON_TESTS = 'core/src/log/bounded-json.test.ts';
const LISTENER = 'plugins/listener/src/listener.test.ts';
const STOPS = 'test/integration/nobody-stops.test.ts';

export const bounds: readonly FieldEntry[] = [
  entry('H1', 'No answer is larger than a bound, whatever the product of what it is made of.', [
    proof(STOPS, 'that stands for much more than it is costs little, twenty times at once'),
    proof(STOPS, 'says what of its jobs is left out, and what is too much'),
    proof(HTTP, 'refuses an answer that would be too large before it is made'),
    proof(HTTP, 'holds no more answers for a client that does not read than its share'),
    proof(
      HTTP,
      'lets a few costly calls in at once, a few wait, and sends the others away for a while',
    ),
    proof('plugins/travis-yml/src/thread/bounded-compiler.test.ts', 'keeps nobody waiting: %s'),
    proof(
      'plugins/build/src/slices.test.ts',
      'lets others have their turns while it is compiled: %s',
    ),
    proof(
      'plugins/build/src/slices.test.ts',
      'are refused where what runs around each makes too much of few lines',
    ),
    proof(
      'plugins/travis-yml/src/thread/bounded-compiler.test.ts',
      'is refused with its reason after a time, and the next one is read',
    ),
    proof(
      'plugins/live/src/allowance.test.ts',
      'lets one caller take no more than its burst and rate, over however many sockets (property)',
    ),
    proof(
      'plugins/live/src/live.test.ts',
      'counts messages and bytes of all sockets of one caller, and nobody else pays',
    ),
    proof(
      'core/src/http/upload-pace.test.ts',
      'that comes a byte now and then is ended, and its sender told why',
    ),
  ]),
  entry('H2', 'Nothing is read of a stranger before it is known to cost little.', [
    proof(LISTENER, 'of %s is refused without reading it in the main thread'),
    proof(
      LISTENER,
      'is read before its signature is known by few of one address; who sends only such waits',
    ),
    proof(
      LISTENER,
      'of 24 MiB is stored and asks for its build, with a hint and without, also as a form',
    ),
    proof(STOPS, 'takes the largest that nobody signed from many at once, without holding them'),
    proof(
      'core/src/http/shares.test.ts',
      'never go beyond what each and all may have, and come to everybody in the end',
    ),
  ]),
  entry('Low1', 'A text of a user is never the name of what every object has.', [
    proof(STOPS, 'fails for names of every object, long texts and odd numbers in its parameters'),
    proof(LISTENER, 'names a member as no object’s inside'),
  ]),
  entry('Low2', 'How deep and of how many pieces JSON is, is counted before it is read.', [
    proof(
      JSON_TESTS,
      'is counted as deep as it is: brackets, quotes and backslashes in texts change nothing',
    ),
    proof(STOPS, 'fails, or answers with much, for the largest body in any shape'),
    proof(HTTP, 'refuses JSON without end as bad input, and forms of too many fields'),
    proof('plugins/live/src/live.test.ts', 'closes with the reason for %s, which it does not read'),
  ]),
  entry('Low4', 'What a caller does wrong is a 4xx, and no error of ours in the log.', [
    proof(HTTP, 'writes no error into the log for an upload that is cut off'),
    proof('core/src/rpc/rpc.test.ts', 'that speaks another version is the caller’s fault'),
  ]),
  entry('Low6', 'Who may not see a thing does not learn that it is there.', [
    proof(LISTENER, 'tells nobody whether its repository is known here who cannot sign for it'),
    proof('plugins/api/src/access.test.ts', 'hides owners of whom one may read nothing'),
    proof(
      'plugins/gatekeeper/src/gatekeeper.test.ts',
      'of a private repository %s tell no more than of none at all',
    ),
  ]),
  entry('Low10', 'A right that the table names works.', [
    proof('plugins/logs/src/logs.test.ts', 'takes what comes with the role secret'),
  ]),
  entry('Low12', 'No name of a file holds what is not seen.', [
    proof('plugins/storage/src/object-name.test.ts', 'holds nothing that is not seen'),
  ]),
];
