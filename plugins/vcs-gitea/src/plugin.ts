import { definePlugin, provide, tokens, type CodeHost } from '@turnpike/sdk';
import { outboundFetch } from '@turnpike/sdk/outbound';
import { createGiteaProvider } from './provider.js';

const KINDS = { gitea: 'Gitea', forgejo: 'Forgejo', gogs: 'Gogs' } as const;
type Kind = keyof typeof KINDS;
const POLL_SECONDS = 120;

export const plugin = definePlugin({
  id: 'vcs-gitea',
  summary: 'Builds repositories of Gitea, Forgejo and Gogs.',
  permissions: { hosts: Object.keys(KINDS).map((kind) => ({ kind })) },
  requires: { hosts: tokens.codeHosts },
  offers: [tokens.vcsProviders],
  replaceable: true,
  provider: { id: 'gitea', statuses: true },
  provides: ({ deps }) =>
    (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
      deps.hosts
        .ofKind(kind)
        .map((host) => provide(tokens.vcsProviders, createGiteaProvider(serverOf(kind, host)))),
    ),
});

const serverOf = (kind: Kind, host: CodeHost) => ({
  ...{ id: host.id, kind, name: KINDS[kind], url: host.url },
  apiUrl: host.apiUrl ?? `${host.reachUrl}/api/v1`,
  oauth: { url: host.reachUrl, clientId: host.clientId, clientSecret: host.clientSecret },
  fetch: outboundFetch(host.outbound),
  token: host.token ?? undefined,
  webhookSecrets: host.webhookSecrets,
  pollSeconds: host.pollSeconds ?? POLL_SECONDS,
});
