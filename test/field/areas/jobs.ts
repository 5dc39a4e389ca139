import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

const APART = 'plugins/executor-local/src/apart.test.ts';
const LOCAL = 'plugins/executor-local/src/local-executor.test.ts';

export const jobs: readonly FieldEntry[] = [
  entry(
    'T4',
    'the end of a script takes nothing away from what filters around it still have to write',
    [
      proof(LOCAL, 'keeps what %s around the whole script still has to say'),
      proof(LOCAL, 'keeps what a filter has to say while the reader is slow'),
      proof(LOCAL, 'waits for no process that was left behind and holds the pipe of a filter'),
      proof(LOCAL, 'gives up a filter that says nothing more'),
    ],
  ),
  entry('H3', 'a job never reaches the home of another, whatever user both have', [
    proof(
      APART,
      'neither read nor change the home of one that runs beside them, though they know its path',
    ),
    proof(APART, 'says that jobs are not apart at all'),
  ]),
  entry(
    'N2',
    'jobs that are plain processes of the server are said to be so, by fact',
    [
      proof(APART, 'are said to share what they do share'),
      proof(APART, 'says that jobs are not apart at all'),
    ],
    { issue: 14, what: 'jobs in containers and pods' },
  ),
  entry('M8', 'a job never changes what the server or its user will run', [
    proof(APART, 'cannot change what runs at its next login or start, but what is named'),
    proof(APART, 'still have their own folder %s'),
  ]),
  entry('M9', 'what a job leaves in shared folders is seen by no other', [
    proof(APART, 'have %s for themselves, and leave nothing there'),
    proof(APART, 'share no System V memory'),
  ]),
  entry('M10', 'a local repository reaches the job wherever it lies', [
    proof(APART, 'get a local repository below %s (through a link: %s)'),
  ]),
  entry('P10', 'no zombie stays, and where one would it is said', [
    proof(APART, 'leaves no zombie where the server is process 1'),
    proof(APART, 'are said to share what they do share'),
  ]),
  entry('Low14', 'the processes that a job sees tell it no path of the server', [
    proof(APART, 'are told no path of the server by the processes they see'),
  ]),
];
