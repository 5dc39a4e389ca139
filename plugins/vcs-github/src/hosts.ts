import { outboundFetch } from '@turnpike/sdk/outbound';
import type { CodeHost, CodeHosts, HostApp } from '@turnpike/sdk';
import type { Config } from './config.js';

/** One GitHub, as the provider needs it. */
export interface GithubHost {
  /** What repositories name it by. */
  readonly id: string;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  /** Of its pages and clone addresses: `github.com`. */
  readonly webHost: string;
  readonly token: string | undefined;
  /** Of the OAuth application or app, for renewing tokens. */
  readonly client?: { readonly id: string; readonly secret: string; readonly url: string };
  readonly webhookSecrets: readonly string[];
  readonly pollSeconds: number;
  /** Of its pages, without a slash at its end; absent: not known. */
  readonly webUrl?: string;
  /** The app as it is now; absent: the host can have none. */
  readonly app?: () => Promise<HostApp | null>;
  /** Absent: the process's own. */
  readonly fetch?: typeof fetch;
}

const KIND = 'github';
const TIMEOUT_MS = 30_000;

/** Those that the server lists, and the one of the plugin's own settings unless the list has its id. */
export function githubHosts(config: Config, codeHosts: CodeHosts): readonly GithubHost[] {
  const listed = codeHosts.ofKind(KIND).map((host) => listedHost(host, config.pollSeconds));
  return listed.some(({ id }) => id === KIND) ? listed : [ownHost(config, codeHosts), ...listed];
}

/** What the plugin knew before hosts were listed. */
export function ownHost(config: Config, codeHosts?: CodeHosts): GithubHost {
  const { token, webhookSecrets, pollSeconds } = config;
  const apiUrl = config.apiUrl.replace(/\/$/, '');
  const way = codeHosts?.ofSetting(apiUrl);
  return {
    ...{ id: KIND, apiUrl, token, webhookSecrets, pollSeconds },
    webHost: new URL(apiUrl).host.replace(/^api\.(github\.com|[^.]+\.ghe\.com)$/, '$1'),
    ...(way ? { fetch: outboundFetch(way, { timeoutMs: TIMEOUT_MS }) } : {}),
  };
}

function listedHost(host: CodeHost, usualPoll: number): GithubHost {
  const { id, token, webhookSecrets, pollSeconds, clientId, clientSecret, outbound } = host;
  return {
    id,
    apiUrl: host.apiUrl ?? apiOf(host),
    webHost: new URL(host.url).host,
    webUrl: host.url,
    token: token ?? undefined,
    ...(clientId !== null && clientSecret !== null
      ? { client: { id: clientId, secret: clientSecret, url: host.reachUrl } }
      : {}),
    webhookSecrets,
    pollSeconds: pollSeconds ?? usualPoll,
    app: () => host.findApp(),
    fetch: outboundFetch(outbound, { timeoutMs: TIMEOUT_MS }),
  };
}

/** GitHub.com and GHE.com have it beside their pages, an Enterprise server below its own. */
function apiOf({ url, reachUrl }: CodeHost): string {
  const { host } = new URL(url);
  const isBeside = host === 'github.com' || host.endsWith('.ghe.com');
  return isBeside ? `https://api.${host}` : `${reachUrl}/api/v3`;
}
