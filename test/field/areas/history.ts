import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

const gatekeeper = 'plugins/gatekeeper/src/gatekeeper.test.ts';
const listener = 'plugins/listener/src/listener.test.ts';
const change = 'plugins/api/src/resources/change-repository.test.ts';
const git = 'plugins/vcs-git/src/provider.test.ts';
const github = 'plugins/vcs-github/src/provider.test.ts';
const location = 'plugins/vcs-git/src/location.test.ts';
const cli = 'core/src/cli/cli.test.ts';

export const history: readonly FieldEntry[] = [
  entry(
    'P7 N12',
    'The order in which pushes are told never decides which build is the newest, and what is told twice is never built twice.',
    [
      proof(
        'test/integration/history.property.test.ts',
        'the newest build is that of the newest commit, and each push is built once, however it is told',
      ),
      proof(
        gatekeeper,
        'are built once and ranked below, and leave branch, badge and previous state to the newer one',
      ),
      proof(gatekeeper, 'looks again where it is asked to while it looks'),
      proof(gatekeeper, 'makes the newest what %s was pushed back to while no delivery came'),
      proof(
        'test/integration/hook-and-poll.test.ts',
        'build each push once and in order, whatever restarts between',
      ),
      proof(
        git,
        'tells of each push between two looks, forced ones too, and of no commit that was not pushed',
      ),
      proof(
        github,
        'finds what was pushed back to where the last look saw it, by what deliveries told since',
      ),
      proof(cli, 'say that a hook tells of each push where none was asked for'),
      proof(gatekeeper, 'of a pull request do not supersede its newer head'),
      proof(gatekeeper, 'count in the order in which they come where the host cannot compare'),
      proof(git, 'knows what a ref leads to now, and which commit is older'),
      proof(github, 'is asked of GitHub: what a ref leads to, and which commit is older'),
    ],
  ),
  entry(
    'P6',
    'One commit that cannot be read or stored never holds up its repository: a fault that lasts is not tried again, and text is cleaned and cut at one door.',
    [
      proof(
        gatekeeper,
        'of megabytes, or with NUL in its message, is built like any other and holds nobody up',
      ),
      proof(
        gatekeeper,
        'that cannot be handled for good is not tried again, and the next push goes on at once',
      ),
      proof('core/src/store/stored-text.test.ts', 'holds no NUL and loses nothing else'),
      proof(
        'core/src/store/stored-text.test.ts',
        'is cut between characters, and only where it is long',
      ),
    ],
  ),
  entry(
    'GE GF GG P12',
    'A repository that cannot be asked says since when, why and what to do, where people look; its address and token can be changed, and its builds stay.',
    [
      proof(gatekeeper, 'is told of with the repository and to administrators, until it answers'),
      proof(gatekeeper, 'answers a request that waits for it, while it is tried again'),
      proof(change, 'gets its new address and token, and keeps its builds'),
      proof(
        change,
        'keeps its credential from another host, and its address where it cannot be read',
      ),
      proof(cli, 'change where a repository lies, what reads it and who sees it'),
      proof(git, 'says that it has moved, and where if the host tells: %s'),
      proof(gatekeeper, 'is followed with its builds, and goes on being asked'),
      proof(gatekeeper, 'changes names with another, each with its own builds'),
      proof(github, 'is found by its id where another has its old name'),
      proof(
        'plugins/executor-local/src/local-executor.test.ts',
        'says where a repository was that has moved, and is not to blame for it',
      ),
    ],
  ),
  entry(
    'GB GC N4',
    'What became of a hook is told, its address and secret can be seen and renewed, and a private repository can be added from the command.',
    [
      proof(
        cli,
        'say how installing the hook went, and read the token of the host from where nobody sees it',
      ),
      proof(change, 'is shown to its administrators and renewed by them'),
      proof(change, 'may differ, but the same repository of a host is not added twice'),
      proof(
        'plugins/vcs-git/src/post-receive.test.ts',
        'is refused with the reason, and what was there stays as it was',
      ),
    ],
    { issue: 15, what: 'credentials from signing in at the host, and lists of what can be added' },
  ),
  entry('GD', 'A delivery of another kind of host is named as such, and administrators see it.', [
    proof(listener, 'is named as that of its host, at every address, and shown to administrators'),
    proof(
      listener,
      'of one host is not taken for a repository of another, which is told by its name only',
    ),
  ]),
  entry('N17 T3 P8', 'The reason why a commit is not there is what is known, never a guess.', [
    proof(gatekeeper, 'is missing for the reason that is known: %s'),
    proof(github, 'a repository that is not shown is told from a ref that is not there'),
    proof(github, 'a 404 of a server that is not GitHub is no missing commit'),
  ]),
  entry('P13', 'What is kept on disk for a row that is gone goes too, and what goes is told.', [
    proof(
      'test/integration/removed-repository.test.ts',
      'is managed while it builds no more, and takes its hook along when it is removed',
    ),
    proof(
      'plugins/api/src/resources/removed-repositories.test.ts',
      'is removed though its host is away, and its hook later with a token given for it',
    ),
    proof(git, 'are swept, and so are those of addresses that were left'),
    proof(
      'plugins/storage/src/builds.test.ts',
      'is listed with the reason, and its download is gone for that reason: %s',
    ),
    proof(
      'plugins/storage/src/sweep.test.ts',
      'what went by its time is remembered with the reason, until it is stored again or its build is gone',
    ),
  ]),
  entry('Low3', 'Every malformed address is refused with a reason.', [
    proof(location, 'that is malformed is refused: %s'),
    proof(location, 'is read or refused with a reason, whatever it is'),
  ]),
  entry('Low9', 'No repository or account has a name that no browser reaches.', [
    proof(change, 'is refused where no browser reaches it: %s'),
    proof('sdk/src/names.test.ts', 'is never that of a page, whatever it is'),
    proof(
      'plugins/login-local/src/login-local.test.ts',
      'have only logins whose pages a browser reaches, whoever gives them',
    ),
  ]),
  entry(
    'GH',
    'What SSH itself says is kept in the message.',
    [proof(git, 'is kept, without passwords: %s')],
    { issue: 15, what: 'giving an SSH key when a repository is added' },
  ),
  entry(
    'N1',
    'Who sees a repository can be changed after it was added.',
    [proof(change, 'is changed by administrators: its address by those of the platform')],
    { issue: 15, what: 'letting people in, with their rights, from pages and commands' },
  ),
];
