import type { ShellBuilder } from '@turnpike/sdk';
import { q, shellEscape, verbatim } from '@turnpike/sdk/shell';
import type { Compilation } from '../context.js';

/** `strategy: tarball`: the commit's archive from the host's interface in place of a clone. */
export function fetchTarball(sh: ShellBuilder, { payload }: Compilation): void {
  const { slug, api_url: api } = payload.repository;
  const name = slug.replaceAll('/', '-');
  const commit = payload.job.commit ?? '';
  const url = `${api ?? ''}/tarball/${commit}`;
  const curl = (header: string): string => q`curl -o ${name}.tar.gz ${verbatim(header)}-L ${url}`;
  const token = payload.oauth_token;
  sh.fold('git.tarball', () => {
    sh.mkdir(shellEscape(slug), { recursive: true, echo: false });
    const header = token ? `-H ${q`Authorization:\\ token\\ ${token}`} ` : '';
    sh.cmd(curl(header), {
      echo: curl(token ? '-H Authorization:\\ token\\ [SECURE] ' : ''),
      retry: true,
      timing: true,
    });
    sh.cmd(q`tar xfz ${name}.tar.gz`);
    sh.mv(`${shellEscape(`${name}-${commit.slice(0, 7)}`)}/*`, shellEscape(slug), { echo: false });
    sh.cd(shellEscape(slug), { echo: true });
  });
}
