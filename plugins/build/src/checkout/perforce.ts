import { slugParts, type ShellBuilder } from '@turnpike/sdk';
import { q, shellEscape } from '@turnpike/sdk/shell';
import type { Compilation } from '../context.js';
import { sourceUrl } from './git-options.js';

const p4 = 'p4 -v ssl.client.trust.name=1';

/** A Perforce stream depot, with the login in `ssh_key` (travis-build `lib/vcs/perforce/clone.rb`). */
export function checkoutPerforce(sh: ShellBuilder, { payload }: Compilation): void {
  const { job, repository, ssh_key: key } = payload;
  const depot = slugParts(repository.slug)?.name ?? '';
  const base = job.pull_request ? (job.pull_request_base_ref ?? job.branch) : job.branch;
  sh.newline();
  sh.fold('p4.checkout', () => {
    sh.export('P4USER', shellEscape(key?.public_key), { echo: true });
    sh.export('P4CHARSET', 'utf8', { echo: false });
    sh.export('P4PORT', shellEscape(sourceUrl(payload)), { echo: false });
    sh.cmd('p4 trust -y');
    const ticket = `${key?.public_key ?? ''}:${key?.value ?? ''}`;
    sh.cmd(
      `(umask 077; echo $(p4 info | grep 'Server address:' | cut -d ' ' -f 3- 2>/dev/null)=${shellEscape(ticket)} > /tmp/p4ticket)`,
      { echo: false, assert: false },
    );
    sh.export('P4TICKETS', '/tmp/p4ticket', { echo: false });
    sh.cmd(q`p4 -v ssl.client.trust.name=1 client -S //${depot}/${base} -o` + ` | ${p4} client -i`);
    sh.cmd(`${p4} sync -p`);
    if (job.pull_request) {
      sh.cmd(
        q`p4 -v ssl.client.trust.name=1 merge //${depot}/${job.pull_request_head_branch}/... //${depot}/${base}/...`,
      );
      sh.cmd(`${p4} resolve -am`);
    }
    sh.cd('tempdir', { echo: true });
  });
  sh.newline();
}
