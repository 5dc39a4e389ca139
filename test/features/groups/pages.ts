import { missing, of, shown, type FeatureGroup } from '../feature.js';
import { apiTest, files as f, pageTest, uiTest } from '../files.js';
import { pageDetails } from './page-details.js';

export const pages: FeatureGroup = {
  letter: 'P',
  title: 'Pages',
  features: [
    shown(
      'P1',
      'A repository has its builds, branches and pull requests.',
      of(pageTest('repository-page'), 'shows what it is, and all views to who may see all'),
      of(f.walk, 'page ${name}'),
    ),
    shown(
      'P2',
      'Repositories and what runs are listed live, and searched.',
      of(f.live, 'the list of repositories is live'),
      of(
        pageTest('activity-page'),
        'lists what runs of all repositories, and what waits or failed when asked',
      ),
      of(pageTest('home-page'), 'searches on the server and says when nothing is found'),
    ),
    missing(
      'P3',
      'The first page is sorted and narrowed.',
      'repositories are listed with their state and searched, but neither sorted nor narrowed to stars, and no build is asked for from there',
    ),
    missing('P4', 'A page has the builds that one asked for.', 'there is no such page'),
    shown(
      'P5',
      'An owner has a page of all its repositories.',
      of(f.walk, 'page ${name}'),
      of(uiTest('owner-settings'), 'stands on the page of the owner, and writes what is chosen'),
    ),
    shown(
      'P6',
      'A repository has a page of settings.',
      of('test/e2e/account.spec.ts', 'settings and variables are kept'),
      of(
        uiTest('cron-list'),
        'says what a schedule is where there is none, and makes one of the default branch',
      ),
      of(uiTest('ssh-key'), 'shows the public half, and replaces or removes the key'),
      of(uiTest('cache-list'), 'shows what is kept, and deletes one when that is confirmed'),
    ),
    shown(
      'P7',
      'One’s repositories at the hosts are listed, synced and switched on.',
      of(uiTest('host-repositories'), 'shows what one may administer, and switches it on'),
      of(uiTest('host-syncs'), 'asks anew, and not again while it goes on'),
    ),
    shown(
      'P8',
      'An account has preferences, tokens and linked accounts.',
      of(uiTest('own-preferences'), 'shows what is preferred, and changes it'),
      of(pageTest('account-page'), 'makes a token and shows it once, with how long it is good for'),
      of(uiTest('identities'), 'lists what is linked, and says what has to be linked again'),
    ),
    shown(
      'P9',
      'Badges are shown, and pasted in each format.',
      of(
        apiTest('repositories'),
        'paints badges for those who may see, and "unknown" for others',
        'shows a badge to whoever has its token, and nothing else',
      ),
      of(f.badge, 'are true PNG files'),
      of(uiTest('badge-dialog'), 'writes what is pasted in each format, for one branch as well'),
    ),
    shown(
      'P10',
      'What waits is listed, with why.',
      of(
        pageTest('activity-page'),
        'lists what runs of all repositories, and what waits or failed when asked',
      ),
      of(pageTest('system-page'), 'says what runs and what waits, why, and where'),
    ),
    ...pageDetails,
  ],
};
