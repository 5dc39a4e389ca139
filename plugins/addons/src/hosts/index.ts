import { defineAddon } from '@turnpike/sdk';
import { list, singleQuote, text, truthy } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

/** Names for the local machine, appended to its line in /etc/hosts. */
export const hosts = defineAddon({
  id: 'hosts',
  summary: 'Names that stand for 127.0.0.1.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    after_prepare: (sh, options) => {
      // A host name has none of the characters that sed or the shell would read.
      const names = list(options)
        .filter(truthy)
        .map(text)
        .map((name) => name.replace(/[^\w.-]/g, ''));
      if (names.length === 0) return;
      const show = (fold: string): void => sh.fold(fold, () => sh.cmd('cat /etc/hosts'));
      show('hosts.before');
      sh.fold('hosts', () => {
        const edit = singleQuote(`s/^\\(127\\.0\\.0\\.1.*\\)$/\\1 ${names.join(' ')}/`);
        sh.cmd(`sed -e ${edit} /etc/hosts > "\${TRAVIS_TMPDIR:-/tmp}/hosts"`);
        sh.cmd('cat "${TRAVIS_TMPDIR:-/tmp}/hosts" | sudo tee /etc/hosts > /dev/null');
      });
      show('hosts.after');
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = hosts;
