import { isSignedBy, type RawDelivery, type Rejection } from '@turnpike/sdk';
import { familyOf, type Family } from './headers.js';

/** What each family is signed by. Forgejo signs for Gitea's name, too. */
const HEADERS: Readonly<Record<Family, readonly string[]>> = {
  forgejo: ['x-forgejo-signature', 'x-gitea-signature'],
  gitea: ['x-gitea-signature'],
  gogs: ['x-gogs-signature'],
};

/** A hook without a secret sends the header all the same, and empty: that is no signature. */
export function verifyDelivery(d: RawDelivery, secrets: readonly string[]): Rejection | undefined {
  const names = HEADERS[familyOf(d) ?? 'gitea'];
  const name = names.find((one) => d.headers[one] !== undefined) ?? names[0]!;
  const signature = d.headers[name];
  if (signature && isSignedBy(d.body, `sha256=${signature}`, secrets)) return undefined;
  if (secrets.length === 0) return rejection('no secret is set here for this hook');
  if (!signature) return rejection(`${name} is missing or empty: give the hook a secret`);
  return rejection('it fits none of the known secrets');
}

function rejection(why: string): Rejection {
  return { rule: 'signature', message: `The signature of the delivery is not valid: ${why}.` };
}
