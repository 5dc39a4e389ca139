import { defineDeploy, deployPlugin } from '@turnpike/sdk';
import { q } from '@turnpike/sdk/shell';
import { map, secret, text } from '@turnpike/sdk/yml';

export const plugin = deployPlugin(
  defineDeploy({
    id: 'zigway',
    summary: 'Deploys to Zigway.',
    yml: map({ target: text, token: secret }),
    required: ['target'],
    install: (sh) => sh.cmd('zig install zigway'),
    run: (sh, { target }) => sh.cmd(q`zigway push ${target}`, { assert: true }),
  }),
);
