import { elsewhere, missing, of, shown, type Feature } from '../feature.js';
import { files as f, pageTest, uiTest } from '../files.js';

export const administration: readonly Feature[] = [
  shown(
    'S9',
    'Administrators see and change all that runs.',
    of(pageTest('system-page'), 'says what runs and what waits, why, and where'),
    of(
      uiTest('account-list'),
      'lets an administrator become somebody who is none, after a question',
    ),
    of(uiTest('owner-list'), 'suspends an owner after a question, and lets one go on'),
  ),
  elsewhere('S10', 'Seats are licensed.', 'the licence counts nobody'),
  shown(
    'S11',
    'Certificates of one’s own are believed.',
    of(f.codeHosts, 'are believed by the certificate authority of their entry'),
    of(
      'test/integration/behind-a-proxy.test.ts',
      'has secure cookies of the base path, and takes writes from the public address',
    ),
  ),
  shown(
    'S12',
    'Backups are made and put back.',
    of(
      'test/integration/backup.test.ts',
      'of a running platform on %s has logs, artifacts, caches and workspaces, and puts them back',
    ),
    of(f.cli, 'leave the key out unless it is asked for, and say what that means'),
  ),
  missing(
    'S13',
    'A command gathers what support needs.',
    '`doctor` prints; nothing makes a bundle',
  ),
  shown(
    'S14',
    'Commands administer people.',
    of(f.cli, 'take access away and give it', 'print a new token and a link for a new user'),
    of(f.userAdmin, 'removes an account with all that it could do'),
  ),
  missing(
    'S15',
    'Logs and builds are kept for a time.',
    'logs go by age and size; builds never go',
  ),
  shown(
    'S16',
    'Each process tells its health and figures.',
    of(
      'core/src/host/boot.test.ts',
      'serves routes, health and metrics, and undoes a plugin that is unloaded',
    ),
    of(
      'plugins/scheduler/src/queue-metrics.test.ts',
      'says what waits and what runs, and 0 of a queue that has nothing any more',
    ),
  ),
  shown(
    'S17',
    'Code hosts of one’s own are reached.',
    of(
      'test/acceptance/hosts/gitlab.test.ts',
      '27. Nested: a project four groups deep is switched on, pushed to, cloned, shown and told of',
    ),
    of(
      'test/acceptance/hosts/bitbucket.test.ts',
      'a private repository is added by its address and cloned by its token',
    ),
    of('test/integration/gitea.test.ts', 'has a push built at once, and its status at Gitea'),
    of(
      'plugins/vcs-github/src/hosts.test.ts',
      'tell by the name of an Enterprise server whose delivery it is, and take no relative’s',
    ),
  ),
  shown(
    'S18',
    'The operator is told of all builds.',
    of(
      'test/integration/global-webhook.test.ts',
      'the operator hears of a build that asked for no notice, and its readers see no address',
    ),
  ),
  shown(
    'S19',
    'Calls to the outside go through a proxy.',
    of(
      'core/src/net/proxy.test.ts',
      'tunnels https to the address that was judged, and names the host inside',
    ),
    of('plugins/vcs-git/src/provider.test.ts', 'goes through the proxy where there is one'),
    of(f.codeHosts, 'are asked through a proxy of their own, even where net.allow names them'),
  ),
];
