import { definePlugin, provide, tokens, type CodeHost } from '@turnpike/sdk';
import { outboundFetch } from '@turnpike/sdk/outbound';
import { createGitlabProvider } from './provider.js';

const POLL_SECONDS = 120;

export const plugin = definePlugin({
  id: 'vcs-gitlab',
  summary: 'Builds projects of GitLab, gitlab.com and your own.',
  permissions: { hosts: [{ kind: 'gitlab' }] },
  requires: { hosts: tokens.codeHosts },
  offers: [tokens.vcsProviders],
  replaceable: true,
  provider: { id: 'gitlab', statuses: true },
  provides: (ctx) =>
    ctx.deps.hosts
      .ofKind('gitlab')
      .map((host) =>
        provide(tokens.vcsProviders, createGitlabProvider(serverOf(host, () => ctx.publicUrl))),
      ),
});

/** `publicUrl`: known for sure only when the server listens. */
const serverOf = (host: CodeHost, publicUrl: () => string) => ({
  ...{ id: host.id, url: host.url, apiUrl: host.apiUrl ?? `${host.reachUrl}/api/v4` },
  oauth: {
    ...{ url: host.reachUrl, clientId: host.clientId, clientSecret: host.clientSecret },
    redirectUri: () => `${publicUrl()}/auth/${host.id}/callback`,
  },
  fetch: outboundFetch(host.outbound),
  token: host.token ?? undefined,
  webhookSecrets: host.webhookSecrets,
  pollSeconds: host.pollSeconds ?? POLL_SECONDS,
});
