import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawDelivery, Rejection } from '@turnpike/sdk';

/**
 * Checks `X-Hub-Signature-256` over the raw bytes, in constant time, against each secret. The SHA-1
 * header of old hooks is not looked at.
 */
export function verifyDelivery(d: RawDelivery, secrets: readonly string[]): Rejection | undefined {
  const header = d.headers['x-hub-signature-256'];
  if (secrets.length === 0) return rejection('no secret is set here for this hook');
  if (header === undefined)
    return rejection('X-Hub-Signature-256 is missing: give the hook a secret');
  const given = Buffer.from(header);
  const matches = secrets.map((secret) => {
    const right = `sha256=${createHmac('sha256', secret).update(d.body).digest('hex')}`;
    return given.length === right.length && timingSafeEqual(given, Buffer.from(right));
  });
  return matches.includes(true) ? undefined : rejection('it fits none of the known secrets');
}

function rejection(why: string): Rejection {
  return { rule: 'signature', message: `The signature of the delivery is not valid: ${why}.` };
}
