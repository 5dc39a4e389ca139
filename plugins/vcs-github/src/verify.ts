import { isSignedBy, type RawDelivery, type Rejection } from '@turnpike/sdk';

/** Checks `X-Hub-Signature-256`. The SHA-1 header of old hooks is not looked at. */
export function verifyDelivery(d: RawDelivery, secrets: readonly string[]): Rejection | undefined {
  const signature = d.headers['x-hub-signature-256'];
  if (isSignedBy(d.body, signature, secrets)) return undefined;
  if (secrets.length === 0) return rejection('no secret is set here for this hook');
  if (!signature) return rejection('X-Hub-Signature-256 is missing: give the hook a secret');
  return rejection('it fits none of the known secrets');
}

function rejection(why: string): Rejection {
  return { rule: 'signature', message: `The signature of the delivery is not valid: ${why}.` };
}
