import { of, shown, type FeatureGroup } from '../feature.js';
import { files as f } from '../files.js';
import { administration } from './administration.js';

const shapes = 'test/integration/two-shapes.test.ts';
const configuration = 'test/chart/configuration.test.ts';

export const operation: FeatureGroup = {
  letter: 'S',
  title: 'Operation',
  features: [
    shown(
      'S1',
      'The platform is installed in Kubernetes.',
      of(
        'test/cluster/platform/seed.test.ts',
        'holds, from the installation to the log in S3',
        'upgrades without a change, and no pod is another one (3)',
      ),
      of('test/chart/rendering.test.ts', 'passes helm’s own lint'),
    ),
    shown(
      'S2',
      'The platform runs on one machine.',
      of(shapes, 'one process, embedded database and broker'),
      of('test/docker/compose.test.ts', 'names services, volumes and files that there are'),
    ),
    shown(
      'S3',
      'Database, broker and bucket may be one’s own.',
      of(configuration, 'a certificate of S3 stands where the settings say'),
      of(
        'test/integration/s3.test.ts',
        'builds, is backed up with a word of where logs are, and is carried to a disk and back',
      ),
      of(
        'test/chart/older-chart.test.ts',
        'of RabbitMQ are user and password of a broker of one’s own',
      ),
    ),
    shown(
      'S4',
      'Roles run more than once.',
      of(
        'plugins/logs/src/two-processes.test.ts',
        'take a log in turn, show it both, and seal it at either',
      ),
      of('plugins/hub/src/leases.test.ts', 'gives each job to one worker, though two hubs answer'),
      of(f.schedule, 'does not overrun a limit, however many schedulers work at once'),
    ),
    shown(
      'S5',
      'Workers are installed alone.',
      of(
        'test/docker/dockerfile.test.ts',
        'starts both images as a user that is none of the machine’s, by its number',
      ),
      of('test/away/away.test.ts', 'installs the command without a compiler'),
      of(shapes, 'a process a role, PostgreSQL, Mosquitto, and a broker that goes away'),
    ),
    shown(
      'S6',
      'Workers are configured.',
      of(
        'plugins/worker/src/limits.test.ts',
        'are those of the payload, which the worker makes smaller and never larger',
      ),
      of(configuration, 'are settings of the executor, in the one pod and in a worker of its own'),
      of(f.worker, 'runs as many at once as it has slots, and goes on as they become free'),
    ),
    shown(
      'S7',
      'Queues are chosen by what a job is.',
      of(
        f.routing,
        'is the first whose matchers all hold',
        'matches by %j',
        'does not match by %j',
      ),
    ),
    shown(
      'S8',
      'Jobs run in images of one’s own.',
      of(f.pod, 'is the job’s, then the language’s, then the usual one'),
      of('test/cluster/docker/pulls.test.ts', 'are pulled, and run'),
    ),
    ...administration,
  ],
};
