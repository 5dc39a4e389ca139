import type { CodeHost, CodeHosts } from '@turnpike/core/contracts';
import { fakeOutbound } from './outbound.js';

/** A code host with every field set: a Gitea that nobody signs in by. @experimental */
export function codeHost(patch: Partial<CodeHost> = {}): CodeHost {
  const url = patch.url ?? 'https://git.example.com';
  return {
    id: 'gitea',
    kind: 'gitea',
    url,
    apiUrl: null,
    reachUrl: url,
    clientId: null,
    clientSecret: null,
    token: null,
    app: null,
    findApp: async () => null,
    webhookSecrets: [],
    allowedOrganizations: [],
    registration: 'closed',
    pollSeconds: null,
    outbound: fakeOutbound(),
    ...patch,
  };
}

/** For `deps: [fake(tokens.codeHosts, …)]`: these hosts, and no others. @experimental */
export function fakeCodeHosts(...hosts: readonly CodeHost[]): CodeHosts {
  return {
    all: hosts.map(({ id, kind, url }) => ({ id, kind, url })),
    kindOf: (id) => hosts.find((one) => one.id === id)?.kind ?? id,
    ofKind: (kind) => hosts.filter((one) => one.kind === kind),
    ofSetting: () => fakeOutbound(),
  };
}
