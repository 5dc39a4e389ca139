import { definePlugin, provide, tokens, type CodeHost } from '@turnpike/sdk';
import { outboundFetch } from '@turnpike/sdk/outbound';
import { createCloudProvider } from './cloud/provider.js';
import { createDataCenterProvider } from './data-center/provider.js';
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
  provides: (ctx) => [
    ...ctx.deps.hosts
      .ofKind('bitbucket')
      .map((host) =>
        provide(
          tokens.vcsProviders,
          createCloudProvider(
            settingsOf(host, ctx, 'bitbucket', `${host.apiUrl ?? CLOUD_API}/2.0`, 'Bitbucket'),
          ),
        ),
      ),
    ...ctx.deps.hosts
      .ofKind('bitbucket-datacenter')
      .map((host) =>
        provide(
          tokens.vcsProviders,
          createDataCenterProvider(
            settingsOf(
              host,
              ctx,
              'bitbucket-datacenter',
              `${host.apiUrl ?? host.reachUrl}/rest`,
              'Bitbucket Data Center',
            ),
          ),
        ),
      ),
  ],
});

const settingsOf = (
  host: CodeHost,
  ctx: { readonly publicUrl: string },
  kind: HostSettings['kind'],
  apiUrl: string,
  name: string,
): HostSettings => ({
  ...{ id: host.id, kind, name, url: host.url, reachUrl: host.reachUrl, apiUrl },
  ...{ clientId: host.clientId, clientSecret: host.clientSecret },
  redirectUri: () => `${ctx.publicUrl}/auth/${host.id}/callback`,
  fetch: outboundFetch(host.outbound),
  token: host.token ?? undefined,
  webhookSecrets: host.webhookSecrets,
  pollSeconds: host.pollSeconds ?? POLL_SECONDS,
});
