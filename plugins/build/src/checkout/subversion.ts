import { slugParts, type ShellBuilder } from '@turnpike/sdk';
import { q, shellEscape } from '@turnpike/sdk/shell';
import type { Compilation } from '../context.js';
import { sourceUrl } from './git-options.js';

/** A Subversion repository with the usual trunk and branches (travis-build `lib/vcs/svn/clone.rb`). */
export function checkoutSubversion(sh: ShellBuilder, { payload }: Compilation): void {
  const { job, repository } = payload;
  const name = slugParts(repository.slug)?.name ?? repository.slug;
  const branch = job.pull_request ? (job.pull_request_base_ref ?? job.branch) : job.branch;
  const path = !branch || branch === 'trunk' ? 'trunk' : `branches/${branch}`;
  sh.newline();
  sh.fold('svn.checkout', () => {
    sh.cmd(q`svn co ${sourceUrl(payload)}/${path} ${name}`, { retry: true });
    sh.cd(shellEscape(name), { echo: true });
    if (job.pull_request)
      sh.cmd(q`svn merge --non-interactive ^/branches/${job.pull_request_head_branch}`);
    else if (job.commit) sh.cmd(q`svn update -r ${job.commit}`);
  });
  sh.newline();
}
