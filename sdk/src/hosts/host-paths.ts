/** What is asked of refs, paths and commits before they become part of an address of a host. */
import { InputError, type RepoAccess, type VcsCredential } from '@turnpike/core/contracts';

/** The largest file of a repository that is read by a host's API: configurations are smaller by far. */
const LARGEST_BYTES = 1024 * 1024;

/** A whole id of a commit, SHA-1 or SHA-256. @experimental */
export const WHOLE_SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** What a host would read as another address than the one that is asked. @experimental */
export function leadsElsewhere(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (text === '' || text.startsWith('-') || /[\u0000-\u0020\u007f]/.test(text)) return true;
  return text.split('/').some((part) => part === '..' || part === '.');
}

/** A path as people write it; undefined: it leads out of the repository. Names of files may hold spaces. @experimental */
export function cleanPath(path: string): string | undefined {
  const name = path.replace(/^(\.?\/)+/, '');
  return leadsElsewhere(name.replaceAll(' ', '_')) ? undefined : name;
}

/** Each segment escaped, its slashes kept. @experimental */
export const escapePath = (path: string): string =>
  path.split('/').map(encodeURIComponent).join('/');

/**
 * A file as text. `size`: in bytes, as the host says: some leave out what is too large. Throws InputError where it is
 * too large to be meant. @experimental
 */
export function fileText(bytes: Uint8Array, path: string, size = bytes.byteLength): string {
  if (size <= LARGEST_BYTES) return Buffer.from(bytes).toString('utf8');
  throw new InputError('TURNPIKE_INPUT_TOO_LARGE', `${path} has ${size} bytes.`, {
    file: path,
    wayOut: `Keep it under ${LARGEST_BYTES} bytes.`,
  });
}

/** What a repository is cloned with: the site's own token is lent only where nobody could clone without one. @experimental */
export function credentialOf(
  { repository, credential }: RepoAccess,
  token: string | undefined,
): VcsCredential | null {
  return credential ?? (repository.private && token ? { kind: 'token', token } : null);
}
