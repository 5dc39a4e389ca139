import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RepoIdentity } from '@turnpike/core/contracts';

/** For VcsProviders: the value of headers such as `X-Hub-Signature-256`, over the raw bytes. @stable */
export function signBody(body: Uint8Array | string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/**
 * Does the signature fit one of the secrets (several while one is replaced)? In constant time, and
 * all secrets are tried, so that time tells nothing of which. An empty one is none: everybody can sign with it.
 * @stable
 */
export function isSignedBy(
  body: Uint8Array,
  signature: string | undefined,
  secrets: readonly string[],
): boolean {
  const given = Buffer.from(signature ?? '');
  const matches = secrets.map((secret) => {
    const right = Buffer.from(signBody(body, secret));
    const fits = right.length === given.length && timingSafeEqual(right, given);
    return fits && secret !== '';
  });
  return matches.includes(true);
}

/** For deliveries that name no repository: an organization's, or those whose URL names it. @stable */
export const NO_REPOSITORY: RepoIdentity = {
  vcsId: null,
  slug: '',
  cloneUrl: '',
  htmlUrl: null,
  private: true,
  fork: false,
  defaultBranch: '',
  description: null,
  ownerType: 'user',
};
