import { missing, of, shown, type FeatureGroup } from '../feature.js';
import { files as f } from '../files.js';

const { deploy, builds, deployConditions } = f;

export const deployments: FeatureGroup = {
  letter: 'J',
  title: 'Deployments',
  features: [
    missing(
      'J1',
      'Providers carry what was built to where it runs.',
      '20 of 46 are there; those of Azure, App Engine, CloudFormation, CodeDeploy, Elastic Beanstalk, NuGet, Transifex and others are not',
    ),
    shown(
      'J2',
      'Options of the first version are known, and say what they became.',
      of(
        'plugins/travis-yml/src/cli/commands.test.ts',
        'says what to do about an anchor and about keys without effect',
      ),
      of(f.language, '%s'),
    ),
    shown(
      'J3',
      'Conditions decide whether there is a deployment.',
      of(deployConditions, '%s', 'refuses on: %j'),
      of(deploy, 'is for the systems that on.os names: %j'),
      of(builds, 'runs after_failure, and no deployment, when its script fails'),
    ),
    shown(
      'J4',
      'Several deployments run in their order.',
      of(f.buildRules, 'has the visible commands, cache slugs and variables of the recordings'),
    ),
    shown(
      'J5',
      'Phases and commands stand around a deployment.',
      of(builds, 'deploys by a script, between its phases'),
      of(deploy, 'is followed by the commands of run, each a failure of it'),
    ),
    shown(
      'J6',
      'A deployment may clean up, and may fail; `strategy` and `edge` say that they do nothing.',
      of(deploy, 'puts what the build left aside with cleanup, and brings it back'),
      of(builds, 'is errored by a deployment that fails, unless that is allowed'),
      of(f.inert, '%s'),
    ),
    shown(
      'J7',
      'Options may be encrypted.',
      of(f.payload, 'becomes env lines and opened values'),
      of(
        'test/integration/secrets.test.ts',
        'are known to the script, masked in the log and shown by no answer',
      ),
    ),
    shown('J8', 'Options depend on the branch.', of(deployConditions, '%s')),
    missing('J9', 'A command writes the section.', 'there is no `turnpike setup` yet'),
  ],
};
