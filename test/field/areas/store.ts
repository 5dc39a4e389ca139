import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

const FAULTS = 'core/src/store/store-faults.test.ts';
const REFUSES = 'test/integration/store-refuses.test.ts';
const NO_TEXT = 'test/integration/no-text.test.ts';
const CLI = 'core/src/cli/cli.test.ts';

export const store: readonly FieldEntry[] = [
  entry(
    'P1',
    'A fault of the database outlives what it hit, holds up the process, or is not said by readiness.',
    [
      proof(
        FAULTS,
        'keeps what it acknowledged and nothing else, whatever fault meets whatever statement',
      ),
      proof(
        FAULTS,
        'keeps what it acknowledged and nothing else, whenever its sessions end or its tables are locked',
      ),
      proof(
        FAULTS,
        'does not hold up the process while another program has its lock, and says so in time',
      ),
      proof(FAULTS, 'waits for a short lock'),
      proof(
        REFUSES,
        'is said, with a code, by all that writes while another program has the lock, and passes',
      ),
    ],
  ),
  entry(
    'M12',
    'A disk that is full, or a database that refuses writes, looks healthy or like our own fault.',
    [
      proof(REFUSES, 'is said while the disk of SQLite is full, and passes'),
      proof(REFUSES, 'is said while the disk of PostgreSQL is full, and passes'),
      proof(FAULTS, 'tell by their code whether to try again: %s'),
    ],
  ),
  entry(
    'P6',
    'What a database cannot hold is our fault, on one database only, or holds others up.',
    [
      proof(
        NO_TEXT,
        'is refused in the address of every route, and is nobody’s fault but the sender’s',
      ),
      proof(NO_TEXT, 'is refused in the body of every route that takes one'),
      proof(FAULTS, 'hold any text of hosts and commits, without what is no text: %s'),
      proof(FAULTS, 'tell by their code whether to try again: %s'),
    ],
  ),
  entry(
    'M7 N6',
    'A backup lacks something without saying so, needs the server stopped, or cannot be checked.',
    [
      proof(
        'test/integration/backup.test.ts',
        'of a running platform on %s has logs, artifacts, caches and workspaces, and puts them back',
      ),
      proof(CLI, 'verify finds each byte that is not as it was, whichever file it is in'),
      proof(CLI, 'leave the key out unless it is asked for, and say what that means'),
      proof(CLI, 'restore reads what the first format wrote'),
    ],
  ),
  entry('Low13', 'A rotation leaves the old key in use without saying so.', [
    proof(CLI, 'drops the old key when nothing is sealed with it any more, and says so'),
    proof(
      CLI,
      'keeps it where a plugin has values sealed with it, and says where and how to go on',
    ),
  ]),
  entry('Low14', 'Names in the data folder can be listed by others.', [
    proof('core/src/host/data-folder.test.ts', 'is its owner’s alone, whoever made it'),
  ]),
];
