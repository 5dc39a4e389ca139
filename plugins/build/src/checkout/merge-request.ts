import type { ShellBuilder } from '@turnpike/sdk';
import { shellEscape } from '@turnpike/sdk/shell';
import type { Checkout } from './git.js';

const untimed = { assert: true, echo: true, timing: false } as const;
const retried = { assert: true, echo: true, timing: true, retry: true } as const;

/** Makes the merge that GitHub would offer as a ref: the base with the pull request's head merged into it. */
export function mergePullRequest(sh: ShellBuilder, { ctx, url }: Checkout): void {
  const { job } = ctx.payload;
  const base = shellEscape(job.pull_request_base_ref);
  const head = shellEscape(job.pull_request_head_branch);
  sh.cmd(`git fetch -q ${url} ${base}`, untimed);
  sh.cmd('git checkout -q FETCH_HEAD', untimed);
  // The head that was recorded, where it is: its branch may have gone on.
  const recorded = ctx.payload.turnpike ? job.pull_request_head_sha : undefined;
  const taken = recorded ? shellEscape(recorded) : undefined;
  if (job.pull_request_head_slug !== job.pull_request_base_slug) {
    sh.cmd(`git remote add -t ${head} upstream ${shellEscape(job.pull_request_head_url)}`, untimed);
    sh.cmd('git fetch upstream', retried);
    sh.cmd(`git merge --squash ${taken ?? `upstream/${head}`}`, retried);
    return;
  }
  sh.cmd(`git fetch -q ${url} ${head}`, untimed);
  sh.cmd(
    `git branch -f pull_request_${shellEscape(job.pull_request)} ${taken ?? 'FETCH_HEAD'}`,
    untimed,
  );
  sh.cmd(`git checkout -q ${base}`, untimed);
  sh.cmd(
    `git merge --no-edit -m 'Travis CI build' pull_request_${shellEscape(job.pull_request)}`,
    retried,
  );
}
