import { elsewhere, kept, missing, of, shown, type Feature } from '../feature.js';
import { apiTest, files as f, pageTest } from '../files.js';

const { gatekeeper } = f;
const refused = of(gatekeeper, 'refuses what would make a job another one, with the place: %s');

export const safety: readonly Feature[] = [
  kept(
    'L12',
    '`vault` fetches secrets.',
    'The key "vault" is not carried out here, and such a build is refused: nothing fetches secrets from a vault, and the job would run without them.',
    refused,
  ),
  missing('L13', 'Logs are searched for secrets that nobody declared.', 'nothing searches them'),
  missing(
    'L14',
    'Old logs are for fewer people.',
    'a log is read by who reads its repository, whatever its age',
  ),
  shown(
    'L15',
    'People and owners have tokens.',
    of('test/e2e/account.spec.ts', 'a token is shown once and works'),
    of(
      apiTest('organization-tokens'),
      'may do on all of the owner what it says, whoever made it, until it is revoked',
    ),
    of(
      'plugins/api/src/travis/travis.test.ts',
      'renews and ends the token that asks, and no session',
    ),
  ),
  missing(
    'L16',
    'A page says what each code host is asked for.',
    'the READMEs of the plugins say it; no test holds them to it',
  ),
  shown(
    'L17',
    'Receivers of webhooks have the public key.',
    of(f.users, 'gives receivers of webhooks the public key, without logging in'),
  ),
  shown(
    'L18',
    'A log is removed; who did it stays.',
    of(apiTest('logs'), 'removes a log only when the job has ended, and says who did'),
    of(pageTest('job-page'), 'says who removed it'),
  ),
  elsewhere('L19', 'The addresses of the service are listed.', 'they are the operator’s own'),
  shown(
    'L20',
    'Owners are shut out.',
    of(f.rules, '%s: %s'),
    of(apiTest('owners'), 'suspends an owner and lets it go on, each for the scheduler to see'),
  ),
  elsewhere('L21', 'Code is signed.', 'a recipe of commands and L4'),
];
