import { definePlugin, provide, tokens, type CodeHost } from '@turnpike/sdk';
import { outboundFetch } from '@turnpike/sdk/outbound';
import { cloud } from './cloud/dialect.js';
import { dataCenter } from './data-center/dialect.js';
import { createBitbucketProvider } from './provider.js';
import type { HostSettings } from './settings.js';

const POLL_SECONDS = 300;
const CLOUD_API = 'https://api.bitbucket.org';

export const plugin = definePlugin({
  id: 'vcs-bitbucket',
  summary: 'Builds repositories of Bitbucket Cloud and Bitbucket Data Center.',
  permissions: { hosts: [{ kind: 'bitbucket' }, { kind: 'bitbucket-datacenter' }] },
  requires: { hosts: tokens.codeHosts },
  offers: [tokens.vcsProviders],
  replaceable: true,
  provider: { id: 'bitbucket', statuses: true },
  provides(ctx) {
    const { hosts } = ctx.deps;
    const common = (host: CodeHost) => commonOf(host, ctx);
    return [
      ...hosts.ofKind('bitbucket').map((host) => {
        const apiUrl = `${host.apiUrl ?? CLOUD_API}/2.0`;
        const own = { kind: 'bitbucket', name: 'Bitbucket', apiUrl } as const;
        return createBitbucketProvider({ ...common(host), ...own }, cloud);
      }),
      ...hosts.ofKind('bitbucket-datacenter').map((host) => {
        const apiUrl = `${host.apiUrl ?? host.reachUrl}/rest`;
        const own = {
          kind: 'bitbucket-datacenter',
          name: 'Bitbucket Data Center',
          apiUrl,
        } as const;
        return createBitbucketProvider({ ...common(host), ...own }, dataCenter);
      }),
    ].map((provider) => provide(tokens.vcsProviders, provider));
  },
});

/** What is said of both kinds alike. */
const commonOf = (
  host: CodeHost,
  ctx: { readonly publicUrl: string },
): Omit<HostSettings, 'kind' | 'name' | 'apiUrl'> => ({
  ...{ id: host.id, url: host.url, reachUrl: host.reachUrl },
  ...{ clientId: host.clientId, clientSecret: host.clientSecret },
  redirectUri: () => `${ctx.publicUrl}/auth/${host.id}/callback`,
  fetch: outboundFetch(host.outbound),
  token: host.token ?? undefined,
  webhookSecrets: host.webhookSecrets,
  pollSeconds: host.pollSeconds ?? POLL_SECONDS,
});
