import { elsewhere, missing, of, shown, type Feature } from '../feature.js';
import { files as f, uiTest } from '../files.js';

export const pageDetails: readonly Feature[] = [
  shown(
    'P11',
    'Title and icon of a page show the state.',
    of(f.live, 'a build is triggered, watched to its end without a reload, restarted and canceled'),
  ),
  shown(
    'P12',
    'Keys move in a log.',
    of(
      f.logPage,
      'finds text: the next, the one before, and by keys',
      'opens the log of a job that did not pass where it failed first; e and E go on and back',
    ),
    of(uiTest('keys'), 'lists the keys when ? is pressed, and is closed by Escape'),
  ),
  shown(
    'P13',
    'An empty server says what comes next.',
    of('test/e2e/team/team.spec.ts', 'the first hour of a team'),
    of(uiTest('host-syncs'), 'tells when a host has been asked, once'),
  ),
  shown(
    'P14',
    'Pages tell what was done and what is wrong.',
    of(uiTest('toasts'), 'shows the last of what was done, and the last three problems'),
    of(f.live, 'what went wrong with a configuration is said'),
  ),
  shown(
    'P15',
    'People star repositories.',
    of(f.preferences, 'stars a repository for oneself, as far as one may read it'),
  ),
  elsewhere('P16', 'Backups of old builds are fetched.', 'nothing was moved from another site'),
  missing('P17', 'Pages show what was found in logs.', 'nothing searches logs for secrets (L13)'),
  shown(
    'P18',
    'A build says who asked for it.',
    of(
      uiTest('build-row'),
      'shows a build: state, first line as text, branch, commit, who, how long',
    ),
    of(
      'plugins/api/src/envelope/envelope.test.ts',
      'renders a build with what is asked for, and names what stands above',
    ),
  ),
  shown(
    'P19',
    'One account has accounts at several hosts.',
    of(f.signIn, '6. are linked by signing in there, to the account that asked'),
    of(uiTest('identities'), 'asks the server where the browser goes on to link another'),
  ),
  missing('P20', 'What was used is written out as a table.', 'no minutes are counted by owner'),
];
