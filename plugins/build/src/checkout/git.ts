import type { JobPayload, ShellBuilder } from '@turnpike/sdk';
import {
  echoText,
  first,
  type Hash,
  q,
  shellEscape,
  type ShellText,
  text,
  truthy,
} from '@turnpike/sdk/shell';
import type { Compilation } from '../context.js';
import { installSshKey, netrcPath, writeNetrc } from './credentials.js';
import { depthFlag, gitOptions, localFolder, sourceUrl } from './git-options.js';
import { mergePullRequest } from './merge-request.js';
import { fetchTarball } from './tarball.js';

const retried = { assert: true, echo: true, timing: true, retry: true } as const;
const untimed = { assert: true, echo: true, timing: false } as const;

/** What every step of a checkout needs. */
export interface Checkout {
  readonly ctx: Compilation;
  readonly git: Hash;
  readonly url: ShellText;
  /** Escaped words. */
  readonly dir: ShellText;
  readonly branch: ShellText;
  /**
   * What led to the commit, where it is the recorded one that is to be checked out: jobs of this platform (decision
   * 042). Undefined for Travis's own payloads, which check out what the names lead to.
   */
  readonly recorded: { readonly commit: string; readonly ref: string } | undefined;
  /** Flags with a leading space. */
  readonly depth: ShellText;
  readonly quiet: ShellText;
}

function checkoutOf(ctx: Compilation): Checkout {
  const git = gitOptions(ctx);
  const { job, repository } = ctx.payload;
  const url = sourceUrl(ctx.payload);
  // git copies a folder of this machine whole, and warns when told otherwise.
  const isFolder = url.startsWith('/');
  const depth = isFolder ? '' : depthFlag(git);
  return {
    ctx,
    git,
    url: shellEscape(url).replaceAll('\\~', '~'),
    dir: shellEscape(repository.slug),
    recorded: recordedCommit(ctx.payload),
    branch: shellEscape(job.tag || job.branch || repository.default_branch || 'HEAD'),
    depth: depth ? q` --depth=${depth}` : isFolder ? '' : ' ',
    quiet: git['quiet'] ? ' --quiet' : '',
  };
}

function recordedCommit({ job, repository, turnpike }: JobPayload): Checkout['recorded'] {
  if (!turnpike || !job.commit) return undefined;
  const branch = job.branch || repository.default_branch;
  const named = job.tag ? `refs/tags/${job.tag}` : branch ? `refs/heads/${branch}` : 'HEAD';
  return { commit: job.commit, ref: headBranch(job, repository) ?? (job.ref || named) };
}

/** Bitbucket Cloud has no ref of a pull request: its head is what its branch leads to, of a fork in the fork. */
function headBranch(
  { pull_request, ref, pull_request_head_branch: branch }: JobPayload['job'],
  { vcs_type }: JobPayload['repository'],
): string | undefined {
  const isNamed = Boolean(pull_request) && Boolean(branch) && /\/from$/.test(ref ?? '');
  return isNamed && vcs_type === 'BitbucketRepository' ? `refs/heads/${branch}` : undefined;
}

/** The checkout of a git repository (travis-build `lib/vcs/git/*.rb`). */
export function checkoutGit(sh: ShellBuilder, ctx: Compilation): void {
  const checkout = checkoutOf(ctx);
  const { git } = checkout;
  sh.export('GIT_ASKPASS', 'echo', { echo: false });
  if (git['clone'] === false) {
    sh.echo('Skipping \\`git clone\\` based on given configuration', { ansi: 'yellow' });
    return;
  }
  if (ctx.os === 'windows') sh.cmd('git config --system core.longpaths true', { echo: false });
  installSshKey(sh, ctx);
  const netrc = writeNetrc(sh, ctx);
  trustFolder(sh, checkout);
  sh.newline();
  if (git['strategy'] === 'tarball') fetchTarball(sh, ctx);
  else cloneAll(sh, checkout);
  const isKept = ctx.config['keep_netrc'] ?? ctx.payload.keep_netrc;
  if (netrc && isKept === false) sh.raw(`rm -f ${netrcPath(ctx.os)}`);
}

/** git refuses repositories of other users; a job may read the one that it is given. */
function trustFolder(sh: ShellBuilder, { ctx }: Checkout): void {
  const folder = localFolder(sourceUrl(ctx.payload));
  if (!folder) return;
  const entries = [folder, `${folder}/.git`].map((path) => `\tdirectory = ${JSON.stringify(path)}`);
  // Since 2.38.1 git takes no submodule from this machine unless told; here the project itself is on it.
  const submodules = ctx.payload.turnpike ? ['[protocol "file"]', '\tallow = always'] : [];
  sh.file('~/.gitconfig', ['[safe]', ...entries, ...submodules].join('\n'), { append: true });
}

function cloneAll(sh: ShellBuilder, checkout: Checkout): void {
  const { git } = checkout;
  if (typeof git['symlinks'] === 'boolean') {
    sh.cmd(`git config --global core.symlinks ${git['symlinks']}`, {
      assert: false,
      echo: false,
      timing: false,
    });
  }
  sh.fold('git.checkout', () => cloneOrFetch(sh, checkout));
  sh.newline();
  if (git['submodules'] !== false) submodules(sh, checkout);
}

function cloneOrFetch(sh: ShellBuilder, checkout: Checkout): void {
  const { git, dir } = checkout;
  if (git['lfs_skip_smudge'] === true) sh.export('GIT_LFS_SKIP_SMUDGE', '1', { echo: true });
  if (git['autocrlf'] !== undefined && git['autocrlf'] !== null) {
    sh.cmd(q`git config --global core.autocrlf ${text(git['autocrlf'])}`);
  }
  sh.if(`! -d ${dir}/.git`, () =>
    git['sparse_checkout'] ? sparse(sh, checkout) : clone(sh, checkout),
  ).else(() => {
    sh.cmd(`git -C ${dir} fetch origin${checkout.depth}${checkout.quiet}`, retried);
    sh.cmd(`git -C ${dir} reset --hard`, untimed);
  });
  sh.cd(dir, { echo: true });
  selectCommit(sh, checkout);
}

/** Not asserted: a clone that failed shows at the checkout of the commit. */
function clone(sh: ShellBuilder, checkout: Checkout): void {
  const { ctx, url, dir, depth, quiet, recorded } = checkout;
  const flags = { ...retried, assert: recorded !== undefined };
  const merge = mergesItself(ctx);
  const branch = merge ? shellEscape(ctx.payload.job.pull_request_base_ref) : checkout.branch;
  const only = ctx.payload.job.ref && !merge ? '' : ` --branch=${branch}`;
  const command = `git clone${depth}${only}${quiet} ${url} ${dir}`;
  if (recorded && only) {
    const shown = { ...flags, retry: false, echo: command };
    sh.cmd(`travis_git_clone ${branch} ${url} ${dir}${depth}${quiet}`, shown);
    return;
  }
  sh.cmd(command, merge ? { ...flags, assert: false } : flags);
  if (!merge) return;
  sh.if('$? -ne 0', () => sh.cmd(`git clone${depth} --single-branch${quiet} ${url} ${dir}`, flags));
}

function sparse(sh: ShellBuilder, checkout: Checkout): void {
  const { ctx, git, url, dir, depth, quiet, recorded } = checkout;
  const file = text(first(git['sparse_checkout']));
  const branch = shellEscape(ctx.payload.job.branch);
  sh.echo(`Cloning with sparse checkout specified with ${echoText(file)}`, { ansi: 'yellow' });
  sh.cmd(`git init ${dir}`, retried);
  sh.cmd(`git -C ${dir} config core.sparseCheckout true`, retried);
  sh.cmd(q`echo ${file}` + ` >> ${dir}/.git/info/sparse-checkout`, retried);
  sh.cmd(`git -C ${dir} remote add origin ${url}`, retried);
  if (recorded) {
    sh.cd(dir, { echo: false, stack: true });
    checkOutRecorded(sh, checkout, recorded);
    sh.cd('back', { echo: false, stack: true });
  } else {
    sh.cmd(`git -C ${dir} pull origin ${branch}${depth}${quiet}`, { ...retried, assert: false });
  }
  sh.cmd(`cat ${dir}/` + q`${file}` + ` >> ${dir}/.git/info/sparse-checkout`, retried);
  sh.cmd(`git -C ${dir} reset --hard`, untimed);
}

/** Hosts other than GitHub have no merge ref: the job merges itself. */
function mergesItself({ payload }: Compilation): boolean {
  const type = payload.repository.vcs_type ?? 'GithubRepository';
  const { job } = payload;
  return (
    type !== 'GithubRepository' &&
    Boolean(job.pull_request) &&
    truthy(job.pull_request_head_branch) &&
    !job.ref
  );
}

function selectCommit(sh: ShellBuilder, checkout: Checkout): void {
  const { ctx, depth, quiet, recorded } = checkout;
  const { job } = ctx.payload;
  if (mergesItself(ctx)) {
    mergePullRequest(sh, checkout);
    return;
  }
  if (recorded) {
    fetchFork(sh, checkout, recorded.ref);
    checkOutRecorded(sh, checkout, recorded);
    if (isUnmerged(job)) mergeRecorded(sh, checkout, recorded.commit);
    return;
  }
  if (job.ref) sh.cmd(`git fetch origin +${shellEscape(job.ref)}:${depth}${quiet}`, retried);
  const wanted = job.pull_request
    ? 'FETCH_HEAD'
    : shellEscape(job.tag || job.commit || 'FETCH_HEAD');
  sh.cmd(`git checkout -qf ${wanted}`, untimed);
}

function checkOutRecorded(
  sh: ShellBuilder,
  { depth, quiet }: Checkout,
  { commit, ref }: NonNullable<Checkout['recorded']>,
): void {
  sh.cmd(`${q`travis_git_checkout ${commit} ${ref}`}${depth}${quiet}`, {
    assert: true,
    timing: true,
    echo: q`git checkout -qf ${commit}`,
  });
}

/** A pull request of a host that makes no merge of it (decision 092). */
const isUnmerged = (job: JobPayload['job']): boolean =>
  Boolean(job.pull_request) &&
  truthy(job.pull_request_base_ref) &&
  /\/(?:head|from)$/.test(job.ref ?? '');

/** What the repository cannot be asked for, as the head of a pull request lies in its fork alone. */
function fetchFork(sh: ShellBuilder, { ctx, quiet }: Checkout, ref: string): void {
  const { job, repository } = ctx.payload;
  if (headBranch(job, repository) !== ref) return;
  if (job.pull_request_head_slug === job.pull_request_base_slug) return;
  const url = text(job.pull_request_head_url);
  // Whole: a part of it may have nothing in common with the part of the repository that is here.
  if (url) sh.cmd(`${q`git fetch ${url} ${`+${ref}:`}`}${quiet}`, retried);
}

function mergeRecorded(sh: ShellBuilder, { ctx, depth, quiet }: Checkout, head: string): void {
  const { pull_request_base_ref: branch, pull_request_base_sha: base } = ctx.payload.job;
  sh.cmd(`${q`travis_git_merge ${head} ${text(base)} ${text(branch)}`}${depth}${quiet}`, {
    assert: true,
    timing: true,
    echo: q`git merge ${head} into ${text(branch)}`,
  });
}

function submodules(sh: ShellBuilder, { ctx, git }: Checkout): void {
  const depth = git['submodules_depth'];
  sh.if('-f .gitmodules', () =>
    sh.fold('git.submodule', () => {
      sh.mkdir('~/.ssh', { recursive: true, echo: false });
      sh.file('~/.ssh/config', 'Host github.com\n\tStrictHostKeyChecking no\n', { append: true });
      const limit = truthy(depth) ? q` --depth=${text(depth)}` : '';
      // A copy has its project's address for a base, where that is known: `../other` lies beside the original.
      const original = ctx.payload.turnpike?.clone?.original;
      const base = original ? q` -c remote.origin.url=${original}` : '';
      sh.cmd(`git${base} submodule update --init --recursive --quiet${limit}`, retried);
    }),
  );
}
