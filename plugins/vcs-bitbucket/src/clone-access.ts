import { credentialOf, type CloneAccess, type RepoAccess } from '@turnpike/sdk';
import { forGit } from './credential.js';

export function cloneAccess(access: RepoAccess, token?: string): CloneAccess {
  return { url: access.repository.cloneUrl, credential: forGit(credentialOf(access, token)) };
}
