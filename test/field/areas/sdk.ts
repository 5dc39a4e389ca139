import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

const away = 'test/away/away.test.ts';
const contributions = 'ui/src/components/contributions/contributions.test.ts';
const kit = 'sdk/src/testing/test-plugin.test.ts';

/** What a stranger's plugins met: the contracts of issue 13. */
export const sdk: readonly FieldEntry[] = [
  entry('S1 S2 S3', 'packages that do not work away from the repository', [
    proof(
      away,
      'packs every package without the sources, which no condition of another tool asks for',
    ),
    proof(away, 'installs the command without a compiler'),
    proof(away, 'installs, checks, builds and tests all of them'),
    proof(away, 'loads all of them in one server, in an empty folder, which builds a push'),
    proof('core/src/host/load.test.ts', 'reads version and SDK range of package.json: %s %s'),
  ]),
  entry('S2', 'a mistake in a declaration that boots in silence', [
    proof('test/plugins/planted/declared.test.ts', 'is found before anything runs: $what'),
    proof(
      'test/plugins/planted/declared.test.ts',
      'stops its plugin alone, whatever it is, and each is named',
    ),
    proof('test/plugins/planted/running.test.ts', 'stops its plugin alone: %s'),
    proof('test/plugins/planted/running.test.ts', 'refuses in its name where it %s'),
    proof('test/plugins/hostile/hostile.test.ts', 'is stopped alone for what nobody catches: %s'),
  ]),
  entry('S4', 'a test that has to write half a record and cast it', [
    proof('test/docs/guide.test.ts', 'compile'),
    proof('sdk/src/testing/records.test.ts', 'is whole, and takes what the test names: %s'),
  ]),
  entry('S2', 'a plugin that failed, and its test does not know', [
    proof(kit, 'what goes wrong when it is to %s'),
    proof(kit, 'at the end what nobody saw go wrong: %s'),
    proof(
      'core/src/host/boot.test.ts',
      'goes on without a plugin whose migration throws, names both, and keeps the tables of the others',
    ),
  ]),
  entry('S9', 'a deploy provider whose id has more than letters is never found', [
    proof('plugins/build/src/deploy/deploy.test.ts', 'is found by an id as people write it: %s'),
  ]),
  entry('S10 S12 S13', 'shapes, keys and helpers that stand in no document', [], {
    issue: 13,
    what: 'a reference with argument shapes, keys and helpers in guide and scaffold',
  }),
  entry('S11', 'elements of the interface that get other properties than the guide says', [
    proof('test/docs/slots.test.ts', '%s'),
    proof(contributions, 'shows a plugin’s element with the page’s objects'),
    proof(contributions, 'has a page with a title, and an entry in the head that leads there'),
    proof(
      contributions,
      'tells an element what its plugin publishes, and nothing once it has left the page',
    ),
    proof(
      'test/integration/plugin-topics.test.ts',
      'reaches both live processes over Mosquitto, also after it was away',
    ),
    proof(
      'ui/src/pages/controls-page/controls-page.test.ts',
      'shows %s, which has what is said of it',
    ),
  ]),
  entry('S14', 'type errors in the tests of a scaffold that nobody sees', [
    proof(away, 'installs, checks, builds and tests all of them'),
    proof('test/new-plugin/new-plugin.test.ts', 'checks the types of tests where they are written'),
  ]),
];
