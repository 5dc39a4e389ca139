import { kept, missing, of, shown, type FeatureGroup } from '../feature.js';
import { apiTest, files as f } from '../files.js';

const extensions = 'plugins/travis-yml/src/schema/extensions.test.ts';
const notYet = of(
  extensions,
  'are known with it, and said not to be carried out',
  'never run as if they were absent: %s',
);

export const beyond: FeatureGroup = {
  letter: 'U',
  title: 'Beyond Travis',
  features: [
    kept(
      'U1',
      'A job waits for named jobs.',
      '"needs" is not carried out by this server yet; such a build is refused.',
      notYet,
    ),
    kept(
      'U2',
      'A condition asks for changed files.',
      '"changed(...)" is not carried out by this server yet; such a build is refused.',
      notYet,
    ),
    shown(
      'U3',
      'Only what did not pass runs again, and later stages come back.',
      of(
        f.commands,
        'arms later stages again when what stopped them is restarted',
        'restarts a build, whole or only what did not pass',
      ),
    ),
    missing('U4', 'Builds of a group run one at a time.', 'there are no groups'),
    missing('U5', 'Somebody has to agree before a deployment.', 'there are no environments'),
    missing(
      'U6',
      'Results of tests are shown.',
      'artifacts are kept and shown; reports of tests are not read',
    ),
    missing(
      'U7',
      'Schedules have expressions, time zones and parameters.',
      'expressions and time zones are there, parameters are not',
    ),
    missing('U8', 'Who asks for a build fills in a form.', 'a configuration declares no inputs'),
    missing('U9', 'A job shows a cloud who it is.', 'no tokens of OpenID are made for jobs'),
    shown(
      'U10',
      'A job that waits says why, and at which place.',
      of(f.live, 'why a job waits is said on the build, on the job and on the system page'),
      of(f.schedule, 'queues what may run, up to the limits, and says why the rest waits'),
    ),
    missing('U11', 'A page has a terminal of a job.', 'there are no debug runs (C8)'),
    shown(
      'U12',
      'A build runs on one’s own machine.',
      of(
        f.localRun,
        'runs all jobs, stage after stage, of what is in the folder now',
        'keeps caches for the next run, and hands workspaces and artifacts on within one',
      ),
    ),
    kept(
      'U13',
      'A job is tried again.',
      '"retry" is not carried out by this server yet; such a build is refused.',
      notYet,
    ),
    shown(
      'U14',
      'What came from hosts and went to receivers is kept and sent again.',
      of(apiTest('deliveries'), 'are taken again by the listener, whose refusal is told'),
      of(apiTest('notifications'), 'are sent again on request, by those who may write'),
    ),
    missing(
      'U15',
      'Caches are named by expressions.',
      'quotas are there; keys by expression and figures are not',
    ),
    missing('U16', 'A configuration lies elsewhere.', 'only `import` and plugins bring others'),
  ],
};
