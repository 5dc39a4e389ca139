import type { VcsCredential } from '@turnpike/sdk';
import { credentialIn } from './credential.js';

/** An address that somebody wants to add, as one of this host. */
export interface OwnAddress {
  /** Behind the host's own path, without `.git` and a slash at its end. */
  readonly path: string;
  readonly isSsh: boolean;
  /** It stood in the address. */
  readonly credential: VcsCredential | null;
}

/** Of a web address, one that git clones, or one for SSH (whose port is another one). undefined: another host's. */
export function ownAddress(base: string, address: string): OwnAddress | undefined {
  const text = address.trim().replace(/^(?:[\w.-]+@)([^:/]+):(?!\/\/)/, 'ssh://git@$1/');
  if (!URL.canParse(text)) return undefined;
  const [own, url] = [new URL(base), new URL(text)];
  const isSsh = url.protocol === 'ssh:';
  if (!isSsh && !/^https?:$/.test(url.protocol)) return undefined;
  if (isSsh ? url.hostname !== own.hostname : url.host !== own.host) return undefined;
  const prefix = isSsh ? '' : own.pathname.replace(/\/$/, '');
  if (!url.pathname.startsWith(`${prefix}/`)) return undefined;
  const path = decoded(url.pathname.slice(prefix.length + 1)).replace(/(?:\.git)?\/?$/, '');
  return { path, isSsh, credential: isSsh ? null : credentialIn(url) };
}

/** Text that is no escaped one stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
