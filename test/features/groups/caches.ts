import { kept, of, shown, type FeatureGroup } from '../feature.js';
import { files as f, uiTest } from '../files.js';

const recorded = of(
  f.buildRules,
  'has the visible commands, cache slugs and variables of the recordings',
);

export const caches: FeatureGroup = {
  letter: 'I',
  title: 'Caches',
  features: [
    shown(
      'I1',
      'Folders are kept from build to build.',
      of(f.storage, 'restores in the second build what the first one cached'),
      of('sdk/src/shell/archive-helpers.test.ts', 'keeps folders with any name'),
    ),
    shown(
      'I2',
      'Words stand for the folders of package managers.',
      of(
        'plugins/languages/src/node_js/index.test.ts',
        "keeps npm's cache or node_modules, by the lock file",
      ),
      of('plugins/languages/src/python/index.test.ts', "keeps pip's cache"),
      recorded,
    ),
    shown(
      'I3',
      'A cache is named after what made it.',
      of('plugins/languages/src/ruby/index.test.ts', 'names caches as they were named: %s'),
      recorded,
    ),
    shown(
      'I4',
      'A branch without a cache has that of the default branch.',
      of(f.jobCaches, 'a push reads its branch and the default branch, and writes only its own'),
    ),
    shown(
      'I5',
      'Pull requests change no cache of a branch.',
      of(
        f.jobCaches,
        "a fork reads the base's and writes its own pull request's only",
        'a branch that is called like a pull request does not read what a fork wrote',
      ),
    ),
    kept(
      'I6',
      '`cache` has a time limit and switches; `branch` and `edge` are not carried out.',
      'The key "branch" is kept for compatibility and does nothing here: each branch has a cache of its own, and reads that of the default branch where it has none.',
      of(f.inert, '%s'),
    ),
    shown(
      'I7',
      'A phase comes before a cache is kept.',
      of(
        f.buildRules,
        'has the visible commands, cache slugs and variables of the recordings',
        'ends with the same code and the same marks in the log',
      ),
    ),
    shown(
      'I8',
      'Caches are listed and deleted.',
      of(f.kept, 'are listed and deleted by who may push, by branch and by name'),
      of(uiTest('cache-list'), 'shows what is kept, and deletes one when that is confirmed'),
      of(f.followLog, 'are of what builds stored and jobs keep'),
    ),
    shown(
      'I9',
      'Caches that nobody reads go.',
      of(
        'plugins/storage/src/sweep.test.ts',
        'each kind goes after its own time; a cache that is read stays',
      ),
    ),
    shown(
      'I10',
      'A cache is sent only when it has changed.',
      of(f.builds, 'keeps a cache from job to job, and stores it only when it changed'),
      of(f.jobCaches, 'need not be sent again: HEAD and If-None-Match compare'),
    ),
  ],
};
