import { fileURLToPath } from 'node:url';
import { isAbsolute, normalize } from 'node:path';
import { InputError, type VcsCredential } from '@turnpike/sdk';

/** Where a repository lies. `url` never holds a password: that is in `credential`. */
export type Location =
  | { readonly kind: 'local'; readonly path: string }
  | {
      readonly kind: 'http' | 'ssh' | 'git';
      readonly url: string;
      readonly host: string;
      readonly port: number;
      readonly credential: VcsCredential | null;
    };
export type RemoteLocation = Exclude<Location, { readonly kind: 'local' }>;

const PORTS = { http: 80, https: 443, ssh: 22, git: 9418 } as const;
const SCP = /^(?:([A-Za-z0-9._-]+)@)?([A-Za-z0-9._-]+):(?!\/\/)([\w./~+-]+)$/;

/**
 * Reads what a user gave as repository: an absolute path, `file://`, `http(s)://`, `ssh://`,
 * `git://`, or `user@host:path`. Throws InputError TURNPIKE_INPUT_INVALID for anything else
 * (`ext::`, relative paths, options).
 */
export function parseLocation(text: string): Location {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(text)) throw unknown(text);
  if (isAbsolute(text)) return { kind: 'local', path: normalize(text) };
  const scheme = /^([a-z]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'file') return fromFile(text);
  if (scheme === 'http' || scheme === 'https' || scheme === 'ssh' || scheme === 'git')
    return fromUrl(text, scheme);
  const scp = SCP.exec(text);
  if (!scp || text.includes('::')) throw unknown(text);
  const [, user, host = '', path = ''] = scp;
  if (host.startsWith('-') || path.startsWith('-')) throw unknown(text);
  const url = `ssh://${user ? `${user}@` : ''}${host}/${path.replace(/^\//, '')}`;
  return path.startsWith('/') || path.startsWith('~')
    ? fromUrl(url, 'ssh')
    : { ...fromUrl(url, 'ssh'), url: text };
}

/** `file:///path` of this machine. */
function fromFile(text: string): Location {
  try {
    const url = new URL(text);
    if (url.hostname === 'localhost') url.hostname = '';
    const path = fileURLToPath(url);
    if (!path.includes('\0')) return { kind: 'local', path: normalize(path) };
  } catch {
    // A host, an encoded slash, or half an escape.
  }
  throw new InputError('TURNPIKE_INPUT_INVALID', 'This file URL names no folder of this machine.', {
    wayOut: 'Write it as file:///absolute/path, or give the path itself.',
  });
}

function fromUrl(text: string, scheme: keyof typeof PORTS): RemoteLocation {
  if (!URL.canParse(text)) throw unknown(text);
  const url = new URL(text);
  if (url.hostname === '' || url.hostname.startsWith('-') || url.pathname.startsWith('/-'))
    throw unknown(text);
  const credential = credentialOf(url, scheme);
  url.password = '';
  if (credential) url.username = '';
  const port = Number(url.port) || PORTS[scheme];
  const kind = scheme === 'https' ? 'http' : scheme;
  return { kind, url: url.href, host: url.hostname, port, credential };
}

function credentialOf(url: URL, scheme: string): VcsCredential | null {
  if (!scheme.startsWith('http') || (url.username === '' && url.password === '')) return null;
  return { kind: 'basic', user: decoded(url.username), password: decoded(url.password) };
}

/** A password may hold a `%` that begins no escape: then it means itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The text itself may hold a password: it is not told. */
function unknown(text: string): InputError {
  const scheme = /^([a-z0-9+.-]+):/i.exec(text)?.[1];
  return new InputError(
    'TURNPIKE_INPUT_INVALID',
    scheme ? `Git repositories are not read over ${scheme}.` : 'This is no git URL.',
    { wayOut: 'Give an https, http, ssh or git URL, user@host:path, or an absolute path.' },
  );
}
