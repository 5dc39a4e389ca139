/** Tokens that another process provides: clients of the same interface. */
import type { CoreConfig } from '../contracts/config.js';
import { ConfigError, type TurnpikeError } from '../contracts/errors.js';
import type { SingleToken, Token } from '../contracts/tokens.js';
import { tokenName, type TokenUser } from '../di/check-tokens.js';

export interface RemoteToken {
  readonly token: SingleToken<unknown>;
  readonly url: string;
}

/**
 * Those of the required tokens that `remotes` names and no plugin here offers: one list of addresses
 * serves all processes.
 */
export function remoteTokens(
  users: readonly TokenUser[],
  config: CoreConfig,
): { readonly remotes: readonly RemoteToken[]; readonly problems: readonly TurnpikeError[] } {
  const problems: TurnpikeError[] = [];
  const remotes = new Map<string, RemoteToken>();
  const offered = new Set(users.flatMap((user) => user.offers.map(tokenName)));
  for (const token of users.flatMap((user) => user.requires).map(plainToken)) {
    const url = config.remotes[token.name]?.url;
    if (url === undefined || token.kind === 'many' || remotes.has(token.name)) continue;
    if (offered.has(token.name)) continue;
    if (token.service || token.stream) remotes.set(token.name, { token, url });
    else problems.push(notRemote(token.name));
  }
  const needsSecret = remotes.size > 0 && !config.tokens.role && !config.tokens.worker;
  return {
    remotes: [...remotes.values()],
    problems: needsSecret ? [...problems, noSecret()] : problems,
  };
}

function plainToken(token: Token) {
  return token.kind === 'optional' ? token.of : token;
}

/** Loaded lazily: one process has no remotes. */
export async function createRemote(remote: RemoteToken, config: CoreConfig): Promise<unknown> {
  const { token, url } = remote;
  const secret = config.tokens.role ?? config.tokens.worker ?? '';
  if (token.service) {
    const { remoteClient } = await import('../rpc/remote-client.js');
    return remoteClient(token.service, { url, token: secret });
  }
  const { remoteLogSink, remoteLogReader } = await import('../rpc/log-clients.js');
  return token.stream === 'logSink'
    ? remoteLogSink({ url })
    : remoteLogReader({ url, token: secret });
}

function notRemote(name: string): TurnpikeError {
  return new ConfigError(
    'TURNPIKE_CONFIG_INVALID',
    `The token ${name} cannot be met by another process.`,
    { key: `remotes.${name}`, token: name, wayOut: 'Run a plugin that provides it here.' },
  );
}

function noSecret(): TurnpikeError {
  return new ConfigError(
    'TURNPIKE_CONFIG_INVALID',
    'remotes are set, but neither tokens.role nor tokens.worker.',
    {
      key: 'tokens.role',
      wayOut: 'Give all processes the same tokens.role (workers: tokens.worker).',
    },
  );
}
