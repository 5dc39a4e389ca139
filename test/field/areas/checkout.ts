import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

const RECORDED = 'plugins/build/src/checkout/recorded-commit.test.ts';
const CASHER = 'sdk/src/shell/archive-helpers.test.ts';
const WANTED = 'plugins/build/src/cache/wanted.test.ts';

export const checkout: readonly FieldEntry[] = [
  entry('T3', 'what is tested is the commit that was recorded, not what a name leads to by now', [
    proof(RECORDED, 'is that of the tag where a branch has its name, and that of the branch'),
    proof(
      RECORDED,
      'is the merge that was tested of a pull request that has gone on, been closed or deleted',
    ),
    proof(
      RECORDED,
      'is checked out of any history of pushes, forced pushes, moved tags and deletions',
    ),
  ]),
  entry(
    'P8',
    'a commit that is still in the repository can be built, and one that is gone gives its reason',
    [
      proof(RECORDED, 'is there after its branch was forced over and deleted, in %s'),
      proof(RECORDED, 'is there when the branch has gone on by more than the depth'),
      proof(RECORDED, 'is said to be gone, once and in words, where the host has dropped it'),
      proof(
        RECORDED,
        'needs the repository: what git says of it is the last word, and no error follows',
      ),
    ],
  ),
  entry('T5', 'submodules come from where the project would have them', [
    proof(
      'plugins/executor-local/src/apart.test.ts',
      'get the submodules that lie beside it, and nothing that is closed to more',
    ),
    proof(
      'test/integration/local-run.test.ts',
      'has the submodules of the folder, and those that lie beside its origin',
    ),
  ]),
  entry('T6', 'a cache keeps what it is told to, or says what it could not keep', [
    proof(WANTED, '%s is one'),
    proof(WANTED, 'are as many as are listed, for any printable names'),
    proof(CASHER, 'keeps %s'),
    proof(
      CASHER,
      'keeps what can be read, and names what cannot, whatever options the job has set',
    ),
    proof(CASHER, 'says so where an archive cannot be written'),
    proof(CASHER, 'keeps folders with any name'),
  ]),
];
