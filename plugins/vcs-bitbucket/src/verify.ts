import { isSignedBy, type RawDelivery, type Rejection } from '@turnpike/sdk';

/** Both dialects sign so; a hook without a secret sends no header. */
export function verifyDelivery(d: RawDelivery, secrets: readonly string[]): Rejection | undefined {
  const signature = d.headers['x-hub-signature'];
  if (signature && isSignedBy(d.body, signature, secrets)) return undefined;
  if (secrets.length === 0) return rejection('no secret is set here for this hook');
  if (!signature) return rejection('X-Hub-Signature is missing or empty: give the hook a secret');
  return rejection('it fits none of the known secrets');
}

function rejection(why: string): Rejection {
  return { rule: 'signature', message: `The signature of the delivery is not valid: ${why}.` };
}
