import type { VcsCredential } from '@turnpike/core/contracts';

/** An address of a repository, as one of a host. @experimental */
export interface HostAddress {
  /** Behind the host's own path, without `.git` and a slash at its end. */
  readonly path: string;
  /** Is it one for SSH, whose port is another one, and which has no path of the host before it? */
  readonly isSsh: boolean;
  /** As it stood in a web address; empty: none did. */
  readonly user: string;
  /** As it stood in a web address; empty: none did. Secret. */
  readonly password: string;
}

/**
 * What a VCS provider is given to look at (`inspect`): a web address, one that git clones, or one for SSH.
 * `base`: where the host is found, without a slash at its end. undefined: it is no address, or another host's. @experimental
 */
export function hostAddress(base: string, address: string): HostAddress | undefined {
  const text = address.trim().replace(/^(?:[\w.-]+@)([^:/]+):(?!\/\/)/, 'ssh://git@$1/');
  if (!URL.canParse(text)) return undefined;
  const [own, url] = [new URL(base), new URL(text)];
  const isSsh = url.protocol === 'ssh:';
  if (!isSsh && !/^https?:$/.test(url.protocol)) return undefined;
  if (isSsh ? url.hostname !== own.hostname : url.host !== own.host) return undefined;
  const prefix = isSsh ? '' : own.pathname.replace(/\/$/, '');
  if (!url.pathname.startsWith(`${prefix}/`)) return undefined;
  const path = decoded(url.pathname.slice(prefix.length + 1), decodeURI);
  const [user, password] = (isSsh ? ['', ''] : [url.username, url.password]).map((word) =>
    decoded(word, decodeURIComponent),
  ) as [string, string];
  return { path: path.replace(/(?:\.git)?\/?$/, ''), isSsh, user, password };
}

/** The password, or where there is none the user: hosts take either for a token. null: neither is there. @experimental */
export function tokenIn({ user, password }: HostAddress): VcsCredential | null {
  const token = password || user;
  return token === '' ? null : { kind: 'token', token };
}

/** Text that is no escaped one stays as it is. */
function decoded(text: string, decode: (text: string) => string): string {
  try {
    return decode(text);
  } catch {
    return text;
  }
}
