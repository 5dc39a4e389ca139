import { join } from 'node:path';
import { definePlugin, provide, tokens, z } from '@turnpike/sdk';
import { ObjectReaders } from './object-readers.js';
import { createGitProvider } from './provider.js';

const config = z
  .strictObject({
    pollSeconds: z
      .number()
      .positive()
      .default(3)
      .describe('How often local repositories are looked at for pushes that no hook told of.'),
    remotePollSeconds: z
      .number()
      .positive()
      .default(30)
      .describe('The same for repositories of other hosts, which may mind being asked often.'),
    local: z
      .boolean()
      .default(true)
      .describe(
        'May repositories be folders of this machine? Off where strangers add repositories.',
      ),
  })
  .prefault({});

export const plugin = definePlugin({
  id: 'vcs-git',
  summary: 'Builds any git URL or local repository.',
  config,
  requires: { outbound: tokens.outbound },
  permissions: {
    hosts: ['*'],
    files: ['folders of this machine that are repositories, where vcs-git.local allows them'],
  },
  offers: [tokens.vcsProviders],
  provider: { id: 'git', statuses: false },
  async provides(ctx) {
    const folder = await ctx.dataDir();
    const readers = new ObjectReaders();
    ctx.signal.addEventListener('abort', () => readers.close(), { once: true });
    const provider = createGitProvider({
      readers,
      outbound: ctx.deps.outbound,
      mirrors: join(folder, 'mirrors'),
      knownHosts: join(folder, 'known_hosts'),
      local: ctx.config.local,
      pollSeconds: ctx.config.pollSeconds,
      remotePollSeconds: ctx.config.remotePollSeconds,
    });
    return [provide(tokens.vcsProviders, provider)];
  },
});
