import { kept, missing, of, shown, type FeatureGroup } from '../feature.js';
import { apiTest, files as f, uiTest } from '../files.js';
import { safety } from './safety.js';

const { payload, gatekeeper } = f;
const refused = of(gatekeeper, 'refuses what would make a job another one, with the place: %s');
const masker = 'sdk/src/masking/masker.test.ts';

export const secrets: FeatureGroup = {
  letter: 'L',
  title: 'Secrets and safety',
  features: [
    shown(
      'L1',
      'Each repository has a pair of keys.',
      of(
        apiTest('repositories'),
        'adds what a provider knows, with keys of its own',
        'are there at once, however many come together; who needs their keys waits for them',
      ),
    ),
    shown(
      'L2',
      'Values are encrypted in the configuration.',
      of(f.secrets, 'speaks the secure values of Travis'),
      of(f.cli, 'encrypts with a public key, from an argument or standard input'),
    ),
    missing('L3', 'A command encrypts files.', 'there is no `turnpike encrypt-file` yet'),
    shown(
      'L4',
      'A repository has variables.',
      of(
        f.settings,
        'seals secret variables, never shows them, and does not make them public without a value',
      ),
      of(uiTest('env-vars'), 'hides secret values, adds a variable'),
    ),
    missing('L5', 'An owner has variables.', 'variables are of repositories only'),
    shown(
      'L6',
      'Logs hide secrets.',
      of(masker, 'masks across chunk borders', 'lets no secret through in any form (property)'),
      of(f.worker, 'masks before anything leaves, in the log and in reasons'),
    ),
    shown(
      'L7',
      'Pull requests from forks have no secrets.',
      of(
        payload,
        'loses its secrets and its unsafe add-ons on a fork',
        'keeps secrets from forks',
        'shares with forks where the repository says so',
      ),
    ),
    shown(
      'L8',
      'A job knows whether it has secrets.',
      of(payload, 'keeps secrets from forks'),
      of(f.buildRules, 'has the visible commands, cache slugs and variables of the recordings'),
    ),
    shown(
      'L9',
      'A repository has an SSH key of its own.',
      of(
        apiTest('ssh-key'),
        'of kind %s is shown as ssh-keygen shows it',
        'is refused where no job could use it, with why',
      ),
      of(f.checkout, 'keeps a key to the job alone'),
    ),
    kept(
      'L10',
      '`keys` names keys of the account.',
      'The key "keys" is not carried out here, and such a build is refused: there are no custom keys that could be added to a job.',
      refused,
    ),
    shown(
      'L11',
      'Private dependencies are fetched by key or login.',
      of(f.checkout, 'keeps a key to the job alone', 'keeps a login to the job alone'),
      of(f.gitea, 'has a private one cloned by its token, which no log shows'),
    ),
    ...safety,
  ],
};
