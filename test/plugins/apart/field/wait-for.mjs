import { addonPlugin, defineAddon } from '@turnpike/sdk';
import { q } from '@turnpike/sdk/shell';
import { list, map, text } from '@turnpike/sdk/yml';

export const plugin = addonPlugin(
  defineAddon({
    id: 'wait_for',
    summary: 'Waits for ports.',
    yml: map({ ports: list(text) }, { prefix: { key: 'ports' } }),
    check: ({ ports }) => (ports.includes('0') ? 'There is no port 0.' : undefined),
    hooks: {
      before_script: (sh, { ports }, ctx) => {
        for (const port of ports) sh.cmd(q`nc -z localhost ${port}`, { echo: ctx.os });
      },
    },
  }),
);
