/**
 * What stands in place of Pusher's signature: who may hear of a channel, for one socket, sealed with the server's key.
 * Clients hand it over as it is. So any process of the platform can check what another one gave out.
 */
import type { SecretBox } from '@turnpike/sdk';

/** Of the one application that there is. */
export const APP_KEY = 'turnpike';
const GOOD_FOR_MS = 600_000;

export interface Ticket {
  readonly socketId: string;
  /** As the client wrote it. */
  readonly channel: string;
  readonly userId: number;
}

export function writeTicket(secrets: Pick<SecretBox, 'seal'>, ticket: Ticket, now: number): string {
  const { socketId, channel, userId } = ticket;
  const text = JSON.stringify(['pusher', socketId, channel, userId, now + GOOD_FOR_MS]);
  return `${APP_KEY}:${Buffer.from(secrets.seal(text)).toString('base64url')}`;
}

/** The user's id; undefined: it is of another socket or channel, too old, or not ours. */
export function readTicket(
  secrets: Pick<SecretBox, 'open'>,
  auth: string,
  { socketId, channel }: Omit<Ticket, 'userId'>,
  now: number,
): number | undefined {
  const [key, sealed = ''] = auth.split(':');
  if (key !== APP_KEY) return undefined;
  const [kind, ofSocket, ofChannel, userId, until] = opened(secrets, sealed);
  const isIts = kind === 'pusher' && ofSocket === socketId && ofChannel === channel;
  return isIts && Number(until) > now ? Number(userId) : undefined;
}

function opened(secrets: Pick<SecretBox, 'open'>, sealed: string): readonly unknown[] {
  try {
    const text = secrets.open(Buffer.from(sealed, 'base64url').toString('utf8'));
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
