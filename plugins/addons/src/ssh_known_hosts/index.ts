import { defineAddon, type ShellBuilder } from '@turnpike/sdk';
import { echoText, list, shellEscape, text, truthy } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

const form = /^([\w.-]+|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?$/;

function scan(sh: ShellBuilder, entry: string): void {
  const [, host, port] = form.exec(entry)?.map(shellEscape) ?? [];
  if (!host) {
    sh.echo(`Skipping malformed host \\"${echoText(entry)}\\"`, { ansi: 'red' });
    return;
  }
  const at = port ? ` -p ${port}` : '';
  sh.cmd(`ssh-keyscan${at} -H ${host} 2>&1 | tee -a \${TRAVIS_HOME}/.ssh/known_hosts`, {
    echo: true,
    timing: true,
  });
}

/** Hosts whose keys are taken as they are offered, before the checkout. */
export const sshKnownHosts = defineAddon({
  id: 'ssh_known_hosts',
  summary: 'Adds host keys to the known ones.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    before_checkout: (sh, options) => {
      sh.fold('ssh_known_hosts.0', () => {
        sh.echo('Adding ssh known hosts', { ansi: 'yellow' });
        sh.mkdir('${TRAVIS_HOME}/.ssh', { recursive: true });
        for (const entry of list(options).filter(truthy).map(text)) scan(sh, entry);
      });
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = sshKnownHosts;
