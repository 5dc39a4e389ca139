import type { CloneAccess, RepoAccess } from '@turnpike/sdk';
import { forGit } from './credential.js';

/** The site's own token is lent only where nobody could clone without one. */
export function cloneAccess({ repository, credential }: RepoAccess, token?: string): CloneAccess {
  const lent = repository.private && token ? ({ kind: 'token', token } as const) : null;
  return { url: repository.cloneUrl, credential: forGit(credential ?? lent) };
}
