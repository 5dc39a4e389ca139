import { missing, of, shown, type FeatureGroup } from '../feature.js';
import { apiTest, files as f, uiTest } from '../files.js';
import { people } from './people.js';

const activation = 'test/acceptance/hosts/github-activation.test.ts';

export const accounts: FeatureGroup = {
  letter: 'R',
  title: 'Accounts and rights',
  features: [
    shown(
      'R1',
      'People sign in at their code host, at a provider of OpenID, or here.',
      of(
        f.signIn,
        'sends the browser there with state, challenge and nonce, and logs it in when it is back',
      ),
      of(
        'test/integration/login-hosts.test.ts',
        'signs in, and knows who it is by the number of the host',
      ),
      of(
        'plugins/login-oidc/src/login-oidc.test.ts',
        'shows a button with the title, which leads to the provider and back',
      ),
      of(
        'plugins/login-local/src/login-local.test.ts',
        'let one in and out, and answer alike for unknown logins and wrong words',
      ),
    ),
    shown(
      'R2',
      'Repositories and rights follow the host.',
      of(
        f.sync,
        'gives what the host says, of all pages, and makes repositories that are switched off',
        'changes nothing where nothing has changed, and follows what has',
      ),
      of(
        f.users,
        'is asked for by oneself or an administrator, once at a time, and shows how far it is',
      ),
    ),
    shown(
      'R3',
      'A repository is switched on, with webhook and key.',
      of(
        activation,
        '15. Activation makes a webhook with secret and exact events and a key that reads, and a first build',
        '17. Deactivation takes webhook and key away',
      ),
      of(f.v2, 'switch a repository on and off as a hook'),
    ),
    shown(
      'R4',
      'Rights are those of the host: read, write, administer.',
      of('plugins/vcs-github/src/accounts.test.ts', '13. has the level of %j'),
      of('plugins/api/src/access.test.ts', 'lists only what one may read, and counts it so'),
      of(f.sync, '12. ends with the right at the host, where no event tells of it'),
    ),
    missing(
      'R5',
      'Roles are made of single rights.',
      'teams have the three levels, tokens have scopes; there are no roles of single rights',
    ),
    shown(
      'R6',
      'Who may have builds started is listed.',
      of(
        apiTest('build-permissions'),
        'is taken and given back, and stands in the list with the right',
      ),
      of(uiTest('builder-list'), 'takes the permission away and gives it back'),
    ),
    missing(
      'R7',
      'Owners have preferences.',
      'an owner has settings of plugins; `keep_netrc` and who sees figures are none of them',
    ),
    ...people,
  ],
};
