/**
 * Lets a README show the badge of a repository that its readers may not see. It follows from the repository's
 * private key: nothing is stored, and new keys make a new token.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Repository } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { makeKeysSoon } from './repository-keys.js';

const LENGTH = 24;

/** undefined: the repository has no key yet. Making one takes seconds, and whoever opens a page waits for none. */
export async function badgeToken(api: Api, repository: Repository): Promise<string | undefined> {
  const sealed = await api.store.repositories.sealed(repository.id);
  if (sealed && !sealed.privateKey) makeKeysSoon(api, repository.id);
  if (!sealed?.privateKey) return undefined;
  const key = api.secrets.open(sealed.privateKey);
  return api.secrets.hash(`badge ${repository.id} ${key}`).slice(0, LENGTH);
}

export async function isBadgeToken(
  api: Api,
  repository: Repository,
  given: string | null,
): Promise<boolean> {
  const wanted = given === null ? undefined : await badgeToken(api, repository);
  return wanted !== undefined && timingSafeEqual(digest(wanted), digest(given ?? ''));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
