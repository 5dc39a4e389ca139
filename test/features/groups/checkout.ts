import { kept, missing, of, shown, type Feature } from '../feature.js';
import { files as f } from '../files.js';

const { buildRules, checkout } = f;
const recorded = of(
  buildRules,
  'has the visible commands, cache slugs and variables of the recordings',
);

export const checkouts: readonly Feature[] = [
  shown('C10', '`git.depth` bounds the clone.', of(checkout, 'is as deep as asked for')),
  shown(
    'C11',
    'The clone is quiet, or left out.',
    of(
      checkout,
      'leaves submodules out where they are not wanted, and is quiet',
      'does nothing, and says so, without clone',
    ),
  ),
  shown(
    'C12',
    'Submodules are fetched.',
    of(checkout, 'has the commit, the submodules, and the shell in its folder'),
  ),
  shown('C13', 'LFS is told to wait.', of(checkout, 'tells LFS to wait')),
  shown('C14', 'A checkout may be sparse.', of(checkout, 'takes what a sparse checkout names')),
  shown(
    'C15',
    'Line ends and links are as told.',
    of(checkout, 'converts line ends and links as told'),
  ),
  kept(
    'C16',
    '`git.strategy: tarball` fetches an archive.',
    '"strategy": "tarball" is not carried out here, and such a build is refused: code hosts are not asked for archives, and the checkout would fail.',
    of(f.inert, '%s'),
    of(f.gatekeeper, 'refuses what would make a job another one, with the place: %s'),
  ),
  shown(
    'C17',
    '`keep_netrc` says whether the login of the clone stays.',
    of(checkout, 'has its login after the clone as keep_netrc says: %s'),
  ),
  missing(
    'C18',
    'Subversion and Perforce are built.',
    'there is no provider of either; `perforce_test_path` says that it does nothing',
  ),
  shown(
    'C19',
    'Hosts and their keys are named.',
    of(f.addons, 'ssh_known_hosts skips what is no host'),
    recorded,
  ),
  kept(
    'C20',
    '`trace` traces the script.',
    'The key "trace" is kept for compatibility and does nothing here: commands are not timed one by one.',
    of(f.inert, '%s'),
  ),
];
