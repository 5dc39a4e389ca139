import type { VcsProvider } from '@turnpike/core/contracts';

/** What a host's providers speak: `github` of `github-acme`. Of a host that none of them is for, its id. @experimental */
export function kindOfHost(
  providers: readonly Pick<VcsProvider, 'id' | 'kind'>[],
  host: string,
): string {
  return providers.find(({ id }) => id === host)?.kind ?? host;
}

/** Travis's word for a kind of thing at a host: `GithubRepository`. @experimental */
export function vcsTypeOf(kind: string, of: 'Repository' | 'User' | 'Organization'): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${of}`;
}
