import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

const DOCS = 'test/docs/commands.test.ts';

export const keep: readonly FieldEntry[] = [
  entry('P11', 'a proxy that removes the prefix is named, not redirected for ever', [
    proof(
      'core/src/http/outside-of-base.test.ts',
      'is no loop behind a proxy that removes the prefix, but names the mistake',
    ),
    proof(
      'test/integration/proxy-prefix.test.ts',
      'is no loop behind one that removes it: the page, the log and doctor name the mistake',
    ),
  ]),
  entry('N5', 'how to run it for a team stands in a guide whose commands are run', [
    proof(DOCS, 'has commands that do what it says, one after another'),
    proof(DOCS, 'has a configuration that doctor has nothing to say of'),
    proof(DOCS, 'has a unit that starts what is there'),
    proof(
      'core/src/cli/backup/last-backup.test.ts',
      'says how long ago the last backup was, and warns after a week without one',
    ),
    proof(
      'plugins/scheduler/src/workers-fact.test.ts',
      'are told of with the jobs that none of them can take, queued or not',
    ),
  ]),
  entry('N6', 'the guide\u2019s backup is made, and verified, while the server runs', [
    proof(DOCS, 'has commands that do what it says, one after another'),
  ]),
  entry('N7', 'what a document tells people to type is there, in the clone and outside of it', [
    proof(DOCS, 'asks npx only for what the clone has installed'),
    proof(DOCS, 'works in any folder by the alias that README gives, without npm'),
  ]),
  entry('Low16', 'how to report a weakness, and what it is made of, can be found', [
    proof(DOCS, 'names only scripts that package.json has'),
    proof(
      'test/docs/installed.test.ts',
      'is listed by `npm run sbom`, all that runs and nothing that only builds',
    ),
    proof(
      'test/docs/installed.test.ts',
      'asks for no other Node than package.json does, so that no installation warns or fails',
    ),
  ]),
];
