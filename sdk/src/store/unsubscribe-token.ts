/** What stands in the link of a mail that ends mail: whose mailbox, about which repository, sealed with the server's key. */
import type { SecretBox } from '@turnpike/core/contracts';

const KIND = 'unsubscribe';

/** A mailbox and what it is sent mail about. @experimental */
export interface Mailbox {
  /** As mail is sent to it. */
  readonly address: string;
  /** Id of the repository. */
  readonly repositoryId: number;
}

/** For an address: no sign in it needs to be encoded. @experimental */
export function writeUnsubscribeToken(
  secrets: Pick<SecretBox, 'seal'>,
  { address, repositoryId }: Mailbox,
): string {
  const sealed = secrets.seal(JSON.stringify([KIND, address, repositoryId]));
  return Buffer.from(sealed).toString('base64url');
}

/** undefined: it is not of this server, or was changed. @experimental */
export function readUnsubscribeToken(
  secrets: Pick<SecretBox, 'open'>,
  token: string,
): Mailbox | undefined {
  try {
    const text = secrets.open(Buffer.from(token, 'base64url').toString('utf8'));
    const [kind, address, repositoryId] = JSON.parse(text) as readonly unknown[];
    if (kind !== KIND || typeof address !== 'string' || typeof repositoryId !== 'number')
      return undefined;
    return { address, repositoryId };
  } catch {
    return undefined;
  }
}
