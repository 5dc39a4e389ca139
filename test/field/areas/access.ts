import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

const ADMIN = 'plugins/api/src/resources/user-admin.test.ts';
const LOCAL = 'plugins/login-local/src/login-local.test.ts';
const ATTEMPTS = 'plugins/login-local/src/attempts.test.ts';
const HTTP = 'core/src/http/http-host.test.ts';
const CLI = 'core/src/cli/cli.test.ts';

/** Access can be taken away, is bound to whom it is for, and leaves a trace. */
export const access: readonly FieldEntry[] = [
  entry('H4 N1', 'access that nobody can take away, or give', [
    proof(ADMIN, 'lists and ends tokens and sessions of others, one or all'),
    proof(ADMIN, 'removes an account with all that it could do'),
    proof(LOCAL, 'lose their API tokens with a reset, and the command line gets another'),
    proof(CLI, 'take access away and give it'),
  ]),
  entry('M1', 'a limit on guesses that another spelling, process, restart or pace evades', [
    proof(
      'core/src/store/repositories/login-key.test.ts',
      'names one account however its login is written',
    ),
    proof(LOCAL, 'lock an account however its login is written, the right password too'),
    proof(LOCAL, 'are counted although the server was started anew'),
    proof(ATTEMPTS, 'counts those that come at once'),
    proof(ATTEMPTS, 'does not let a stranger lock the owner out, from however many addresses'),
  ]),
  entry('M2', 'an open connection that outlives the right by which it was opened', [
    proof('plugins/live/src/endings.test.ts', 'ends when its time is over'),
    proof(
      'plugins/live/src/endings.test.ts',
      'loses what only administrators hear when the account is one no more',
    ),
    proof('core/src/http/watch-answers.test.ts', 'lets it go on while the database is away'),
  ]),
  entry('M3', 'a token that speaks for what it is not of', [
    proof(
      'plugins/hub/src/callers.test.ts',
      'report and renew only what they hold, whoever they are',
    ),
    proof(
      'plugins/hub/src/callers.test.ts',
      'say hello and claim in their own name only, and from their queues',
    ),
    proof(
      'plugins/hub/src/callers.test.ts',
      'get nothing by the id of a claim that another worker made',
    ),
    proof(
      'plugins/hub/src/callers.test.ts',
      'lose what they hold when their token is revoked, and nobody else does',
    ),
  ]),
  entry(
    'M4',
    'an act that leaves no trace',
    [
      proof(
        'test/integration/audit.test.ts',
        'has a name for each route that writes, or a reason to have none',
      ),
      proof(
        'test/integration/audit.test.ts',
        'says who did what to which, from where, and never a secret',
      ),
      proof(
        'test/integration/audit.test.ts',
        'has changes of a repository and of its hook, without the secret',
      ),
      proof(
        'core/src/http/audited.test.ts',
        'has each change that was made, wherever the process or the database stops (property)',
      ),
      proof(
        'test/integration/audit.test.ts',
        'has what was done although the server ended before the row was whole',
      ),
    ],
    { issue: 15, what: 'the page; today `turnpike audit` and GET /v3/audit' },
  ),
  entry(
    'M5',
    'sessions without an end that anybody could set, passwords that are tried first',
    [
      proof(
        'core/src/store/repositories/people.test.ts',
        'lists, ends and forgets sessions that rest too long',
      ),
      proof(LOCAL, 'ends the one that the browser had before'),
      proof(
        'plugins/login-local/src/passwords.test.ts',
        'is not what the account is called, however it is dressed up',
      ),
    ],
    { issue: 15, what: 'a second factor' },
  ),
  entry('M11', 'what a proxy on the same machine passes on, taken for this machine', [
    proof(HTTP, 'is believed only where it is named'),
    proof('core/src/cli/address-checks.test.ts', 'warns of a proxy that is not trusted'),
    proof(HTTP, '%s is noticed where it is a mistake, once'),
    proof(HTTP, 'is warned of in the log, with the first request that shows it'),
  ]),
  entry('Low5', 'a token that may more than its scope says', [
    proof(ADMIN, 'of an administrator does nothing for the whole platform'),
    proof(ADMIN, 'makes others that may as much or less, and none that may more'),
  ]),
  entry('Low7', 'an origin that is ours by scheme, port or Host alone', [
    proof(HTTP, 'lets a cookie write from its own pages only; a token needs no origin'),
    proof(HTTP, 'is refused from another page although there is no cookie yet'),
  ]),
  entry('Low8', 'a cookie that another page of the domain can set', [
    proof(
      'sdk/src/session-cookie.test.ts',
      'has the prefix that no other page can set where all of the host is ours and https',
    ),
  ]),
  entry('N11', 'a one-time link that does nothing, or is refused with the wrong reason', [
    proof(LOCAL, 'by a link that was used says so, and what to do'),
  ]),
  entry('N19', 'a command that undoes for good without asking', [
    proof(CLI, 'ask before what cannot be undone'),
  ]),
  entry('N20', 'a command on the server that takes the way round by the public address', [
    proof(LOCAL, 'leaves the address that this machine reaches, whatever people type in'),
    proof(CLI, 'send a token only to the server that it is of'),
    proof(CLI, 'keep a token for each server that one logs in to'),
  ]),
];
