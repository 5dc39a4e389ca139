import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RawDelivery, Rejection } from '@turnpike/sdk';

const PREFIX = 'whsec_';

/**
 * A signed delivery has to be signed rightly, whatever else it brings. Others prove themselves by the secret itself,
 * which says nothing of the body.
 */
export function verifyDelivery(d: RawDelivery, secrets: readonly string[]): Rejection | undefined {
  const known = secrets.filter((secret) => secret !== '');
  if (known.length === 0) return rejection('no secret is set here for this hook');
  const signature = d.headers['webhook-signature'];
  if (signature !== undefined)
    return isSigned(d, signature, known)
      ? undefined
      : rejection('its signature fits none of the known secrets');
  const token = d.headers['x-gitlab-token'];
  if (!token) return rejection('x-gitlab-token is missing or empty: give the hook a secret token');
  return some(known, (secret) => isSame(token, secret))
    ? undefined
    : rejection('its token is none of the known secrets');
}

/** The signing token that belongs to a secret: 32 bytes, as GitLab wants it. One that is such a token stays. */
export function signingTokenOf(secret: string): string {
  if (secret.startsWith(PREFIX)) return secret;
  return `${PREFIX}${createHash('sha256').update(secret).digest('base64')}`;
}

/** Id, time and body, as the Standard Webhooks have it; the header may hold several. */
function isSigned(
  { headers, body }: RawDelivery,
  signature: string,
  secrets: readonly string[],
): boolean {
  const head = `${headers['webhook-id'] ?? ''}.${headers['webhook-timestamp'] ?? ''}.`;
  const given = signature.split(' ').filter((one) => one.startsWith('v1,'));
  return some(secrets, (secret) => {
    const key = Buffer.from(signingTokenOf(secret).slice(PREFIX.length), 'base64');
    const right = createHmac('sha256', key).update(head).update(body).digest('base64');
    return some(given, (one) => isSame(one.slice('v1,'.length), right));
  });
}

/** All are looked at, so that time tells nothing of which it was. */
function some<T>(all: readonly T[], check: (one: T) => boolean): boolean {
  return all.map(check).includes(true);
}

/** Of equal length whatever is compared. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function rejection(why: string): Rejection {
  return {
    rule: 'signature',
    message: `The delivery does not prove that it is of GitLab: ${why}.`,
  };
}
