import { elsewhere, of, shown, type Feature } from '../feature.js';
import { files as f, uiTest } from '../files.js';

export const people: readonly Feature[] = [
  shown(
    'R8',
    'People and owners are suspended.',
    of(
      f.userAdmin,
      'suspends an account: its sessions and tokens end at once and do not come back with it',
    ),
    of(f.schedule, 'queues nothing of a suspended owner'),
  ),
  elsewhere('R9', 'Plans are paid for.', 'there is nothing to pay'),
  shown(
    'R10',
    'Who did what is kept.',
    of(
      'test/integration/audit.test.ts',
      'says who did what to which, from where, and never a secret',
      'is for administrators, whole, filtered and by pages',
    ),
  ),
  shown(
    'R11',
    'People write out and delete their account.',
    of(
      f.preferences,
      'is written out without a secret, and without what is of others',
      'goes with the account; builds stay as of nobody',
    ),
    of(uiTest('own-data'), 'deletes the account only by its name'),
  ),
  elsewhere(
    'R12',
    'People try features early.',
    'no feature is hidden: plugins are switched by the operator',
  ),
  elsewhere(
    'R13',
    'An address is confirmed.',
    'addresses come from the host or the administrator; unverified ones are not taken',
  ),
  elsewhere('R14', 'Builds move from one site to another.', 'there is one site'),
  shown(
    'R15',
    'A GitHub App is installed in place of wide rights.',
    of(
      'test/acceptance/hosts/github-app.test.ts',
      "18. App: a job's token names one repository, reads contents, dies with the run, and is seen nowhere",
      '18. App: its webhook has pushes built, signed by its own secret',
    ),
  ),
];
