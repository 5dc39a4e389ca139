import { proof, type Proof } from '../../support/proofs.js';

/** One of the 30 checks of what code hosts do to us. */
export interface HostCheck {
  readonly number: number;
  readonly about: string;
  readonly proofs: readonly Proof[];
  /** What of it no test shows yet. */
  readonly open?: string;
}

const signIn = 'plugins/api/src/sign-in/sign-in.test.ts';
const returnPath = 'plugins/api/src/sign-in/return-path.test.ts';
const loginHosts = 'test/integration/login-hosts.test.ts';
const oidc = 'plugins/login-oidc/src/login-oidc.test.ts';
const sync = 'plugins/gatekeeper/src/sync/sync.test.ts';
const github = 'plugins/vcs-github/src/accounts.test.ts';
const gitea = 'test/integration/gitea.test.ts';
const bitbucket = 'test/acceptance/hosts/bitbucket-provider.test.ts';
const gitlab = 'test/integration/gitlab-provider.test.ts';
const codeHosts = 'core/src/host/code-hosts.test.ts';
const here = (name: string, ...titles: readonly string[]): readonly Proof[] =>
  titles.map((title) => proof(`test/acceptance/hosts/${name}.test.ts`, title));

export const HOST_CHECKS: readonly HostCheck[] = [
  {
    ...{ number: 1, about: 'signing in at GitHub' },
    proofs: [
      proof(loginHosts, 'signs in, and knows who it is by the number of the host'),
      proof(loginHosts, 'shows words for a code that was used, with nobody let in'),
      proof(loginHosts, 'is refused with a code that began with another challenge'),
    ],
  },
  {
    ...{ number: 2, about: 'state and code that are replayed, foreign or missing' },
    proofs: [
      proof(signIn, 'is good once, in the browser in which it began, at the host that it went to'),
      proof(signIn, 'lets two tabs of one browser both come back'),
      proof(loginHosts, 'is refused where another host answers'),
    ],
  },
  {
    ...{ number: 3, about: 'where a browser is sent back to' },
    proofs: [
      proof(returnPath, 'never leaves this server'),
      proof(signIn, 'come back to the page that asked, on this server'),
    ],
  },
  {
    ...{ number: 4, about: 'people are known by the number of their host' },
    proofs: [
      proof(
        signIn,
        '4. stays the same when its login changes, and is another for the same login with another id',
      ),
    ],
  },
  {
    ...{ number: 5, about: 'tokens of an OpenID provider' },
    proofs: [
      proof(oidc, 'signed with a key that is not shown lets nobody in'),
      proof(oidc, 'signed with a new key is taken once the keys may be read again, a minute later'),
      proof(oidc, 'takes an e-mail address only where the provider verified it'),
    ],
    open: 'a second provider beside oidc-provider (glewlwyd)',
  },
  {
    ...{ number: 6, about: 'linking and unlinking' },
    proofs: [
      proof(signIn, '6. are linked by signing in there, to the account that asked'),
      proof(signIn, '6. of somebody else are refused, and stay theirs'),
      proof(signIn, '6. are unlinked, with the rights that came by them, but for the last way in'),
    ],
  },
  {
    ...{ number: 7, about: 'several hosts of a kind in one installation' },
    proofs: [
      proof('test/integration/gitea-provider.test.ts', 'is one provider a host'),
      proof(codeHosts, 'have ids of their own'),
      ...here(
        'two-gitlabs',
        '7. Two GitLabs: owners, settings, secrets, webhooks, builds and statuses of one number and name do not mix',
      ),
    ],
    open: 'rights, caches and badges of two hosts with an owner and a project of the same names',
  },
  {
    ...{ number: 8, about: 'one refresh of a one-use token, however many ask' },
    proofs: [
      proof(
        'sdk/src/store/live-token.test.ts',
        '8. renews once however many ask, and all get the new one',
      ),
      proof(
        'test/integration/login-gitea.test.ts',
        'lets them in with their name and a token that is renewed once',
      ),
      proof(
        'test/integration/login-gitlab.test.ts',
        '8. GitLab: twenty at once with a token that has ended renew it once, and all get the new one',
      ),
      proof(
        'test/integration/login-gitlab.test.ts',
        '8. GitLab: an answer that is lost ends in signing in again, without a loop',
      ),
    ],
    open: 'GitLab: the callers are of one process',
  },
  {
    ...{ number: 9, about: 'a sync of everything' },
    proofs: [
      proof(github, 'is listed page by page as GitHub leads on, internal ones as private'),
      proof(sync, 'changes nothing where nothing has changed, and follows what has'),
      proof(
        'plugins/vcs-gitea/src/server.test.ts',
        'are read to their end, also where the server cuts pages shorter than asked',
      ),
    ],
    open: 'answers of 304 at GitHub; size and time are those of the bench `sync`',
  },
  {
    ...{ number: 10, about: 'a page that fails' },
    proofs: [
      proof(sync, 'takes no right away by %s'),
      proof(github, 'is no list where a page fails'),
    ],
  },
  {
    ...{ number: 11, about: 'lists that a host cuts' },
    proofs: [
      proof(github, '11. is not complete where GitHub leaves out what asks for single sign-on'),
      proof(sync, 'takes no right away by %s'),
    ],
    open: 'an installation that is suspended',
  },
  {
    ...{ number: 12, about: 'a right that ends' },
    proofs: [
      proof(sync, '12. ends with the right at the host, where no event tells of it'),
      proof(
        'plugins/live/src/endings.test.ts',
        '12. who %s loses a private repository that is open',
      ),
    ],
    open: 'long HTTP answers, which go on',
  },
  {
    ...{ number: 13, about: 'levels of hosts' },
    proofs: [
      proof(github, '13. has the level of %j'),
      proof('test/integration/gitea-provider.test.ts', 'says what somebody may do now, by id'),
      proof(
        'test/integration/gitea-provider.test.ts',
        'takes a public repository of a hidden owner for private',
      ),
      proof(bitbucket, '13. Levels: who may %s there may do so here, by id alone'),
      proof(bitbucket, '13. Levels: a list has each repository at its level, over all pages'),
      proof(gitlab, '13. of GitLab: %s (%i) is %s'),
      proof(
        gitlab,
        '13. of GitLab: what groups, their parents and shares give counts, the highest of all',
      ),
      proof(gitlab, '13. of GitLab: internal is not public, and everybody may read what is'),
    ],
  },
  {
    ...{ number: 14, about: 'an event about a member' },
    proofs: [
      proof(
        sync,
        '14. lets the right be asked for of that account alone, and is no right by itself',
      ),
      proof(
        'plugins/listener/src/listener.test.ts',
        '14. has members asked for who are known by their id at the host, and touches nobody of their login',
      ),
    ],
  },
  {
    ...{ number: 15, about: 'activation' },
    proofs: [
      ...here(
        'github-activation',
        '15. Activation makes a webhook with secret and exact events and a key that reads, and a first build',
        '15. Activation adopts our webhook on page 2 of the list, and renews what it lacks',
      ),
      ...here(
        'gitea-activation',
        '15. Activation makes webhook and key of a private repository, builds it by them, and is repeatable',
      ),
    ],
  },
  {
    ...{ number: 16, about: 'activation that fails half way' },
    proofs: [
      ...here(
        'github-activation',
        '16. Activation failing by a timeout takes back what was made without a word',
        '16. Activation failing since deploy keys are disabled or the key is in use says the way out',
      ),
      ...here(
        'gitea-activation',
        '16. Activation takes back what it made where a later part is refused',
      ),
    ],
  },
  {
    ...{ number: 17, about: 'deactivation' },
    proofs: [
      ...here(
        'github-activation',
        '17. Deactivation with a dead token succeeds here and tells what to remove at the host',
      ),
      ...here(
        'gitea-activation',
        '17. Deactivation with a dead token succeeds, and says what is left',
      ),
    ],
  },
  {
    ...{ number: 18, about: 'an app of GitHub' },
    proofs: [
      ...here(
        'github-app',
        "18. App: a job's token names one repository, reads contents, dies with the run, and is seen nowhere",
      ),
      ...here(
        'github-app-made',
        '18. App: the configuration works without a restart: a build by its token, a check',
      ),
    ],
  },
  {
    ...{ number: 19, about: 'clocks and tokens of an app' },
    proofs: here(
      'github-app',
      '19. A JWT by a clock 90 s fast works, and a fresh token that is refused twice then works',
    ),
  },
  {
    ...{ number: 20, about: 'signatures of deliveries' },
    proofs: [
      ...here(
        'github-deliveries',
        '20. Signature: right, and right by the secret before',
        '20. Signature: that of Gitea is hex without a prefix',
      ),
      proof(
        gitlab,
        '20. of GitLab: its token is right, wrong, missing, empty or rotated, whatever the size',
      ),
      proof(gitlab, '20. of GitLab: a signature counts before the token, over id, time and body'),
    ],
  },
  {
    ...{ number: 21, about: 'deliveries that look like those of GitHub' },
    proofs: here(
      'github-deliveries',
      '21. A Gitea delivery goes to vcs-gitea, and one of GitHub does not',
    ),
  },
  {
    ...{ number: 22, about: 'recorded and broken deliveries' },
    proofs: [
      ...here(
        'github-deliveries',
        '22. Every recorded delivery is an event or is ignored with a reason',
        '22. Bodies that are broken anywhere are refused with words, never by a fault',
      ),
      proof(gitlab, '22. of GitLab: broken anywhere it is refused with words, never by a fault'),
    ],
    open: 'deliveries of GitLab and Bitbucket that were recorded: they are made by the field lists of their hosts',
  },
  {
    ...{ number: 23, about: 'one push, told more than once' },
    proofs: [
      ...here(
        'github-deliveries',
        '23. Redelivery, two hooks of one push, and create beside push are one build',
      ),
      ...here(
        'bitbucket',
        '23. Four branches and tags in one delivery are four builds, also where it is sent again',
      ),
      ...here('gitlab', '23. Redelivery and two webhooks of one push are one build'),
    ],
  },
  {
    ...{ number: 24, about: 'deliveries that are lost' },
    proofs: [
      ...here(
        'github-deliveries',
        '24. Lost: five tags at once, of which GitHub tells nothing, are found by looking, once each',
      ),
      proof(gitea, 'a push while the server was away'),
      ...here('bitbucket', '24. Lost: what the host tells nothing of is found by looking, once'),
      ...here(
        'gitlab',
        '24. Lost: four branches at once, of which GitLab tells nothing, and a push while deliveries are lost are found by looking, once each',
      ),
    ],
    open: 'a webhook that was off for an hour',
  },
  {
    ...{ number: 25, about: 'what is told before it is shown' },
    proofs: [
      proof(
        'plugins/gatekeeper/src/gatekeeper.test.ts',
        '25. is waited for where the branch is still shown as it was before the push',
      ),
      proof(gitea, 'has more commits of the pull request built, and says what conflicts'),
      proof(gitlab, 'takes no merge of an older head, and none that GitLab has not looked at'),
      ...here(
        'gitlab',
        '25. Merge request: built as GitLab merges it, of the newest head, and rejected with words where it conflicts',
      ),
    ],
    open: 'a branch that is new; a stale merge commit at GitHub; at GitLab a fork is judged and told of, but never built',
  },
  {
    ...{ number: 26, about: 'renames and transfers' },
    proofs: [
      proof(gitea, 'is found by asking: a rename'),
      proof(gitea, 'a transfer'),
      proof(
        sync,
        'gives a name that is another’s now to its new repository, and never its secrets',
      ),
      ...here(
        'gitlab',
        '26. Group rename: every project below is found again by its number, with its builds',
      ),
    ],
    open: 'a group of fifty (of three there is one), case alone',
  },
  {
    ...{ number: 27, about: 'owners within owners' },
    proofs: [
      proof(
        'plugins/api/src/resources/change-repository.test.ts',
        '27. may be nested, and every address has it',
      ),
      proof('sdk/src/slug.test.ts', '27. %s is taken apart at its last slash'),
      ...here(
        'gitlab',
        '27. Nested: a project four groups deep is switched on, pushed to, cloned, shown and told of',
      ),
      proof(
        gitlab,
        '27. of GitLab: a private project is cloned by a token of a sign-in, in its nested place',
      ),
    ],
    open: 'pages and commands',
  },
  {
    ...{ number: 28, about: 'commit statuses' },
    proofs: [
      ...here(
        'github-checks',
        '28. Statuses: the 1,001st is not asked for again and again, and says why',
        '28. Statuses: an annotated tag is built and told of at its commit',
        '28. Statuses: a canceled build is told of, by a status and by a check',
      ),
      ...here('bitbucket', '28. Statuses: a canceled build and an annotated tag are told of'),
      proof(
        bitbucket,
        '28. Statuses: each state, one a context, with what is too long cut or hashed',
      ),
      ...here(
        'gitlab',
        '28. Statuses: one pipeline of the branch that was built, taken again where another one was being written',
        '28. Statuses: an annotated tag is built and told of at its commit',
        '28. Statuses: a canceled build is told of, so that merging is not blocked',
      ),
      proof(gitlab, '28. of GitLab: %s is %s there, at the branch that was built'),
      proof(
        gitlab,
        '28. of GitLab: states that come late, twice or while another is written are taken, by one pipeline',
      ),
    ],
  },
  {
    ...{ number: 29, about: 'check runs' },
    proofs: here(
      'github-checks',
      '29. Check run: a build has one with summary, jobs, configuration and 120 annotations in 3 requests, and no status',
      '29. Check run: re-run of the run and of the suite (of a fork: no branch) restarts the right build and makes a new run',
    ),
  },
  {
    ...{ number: 30, about: 'the way to a host' },
    proofs: [
      proof(codeHosts, 'are believed by the certificate authority of their entry'),
      proof(codeHosts, 'are asked through a proxy of their own, even where net.allow names them'),
      proof(
        codeHosts,
        'are reached at private addresses, and nothing else is: no other port, no redirect',
      ),
    ],
    open: 'all of it through one host behind a prefix, an authority and a proxy',
  },
];
