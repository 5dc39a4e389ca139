/** What goes over a socket of Pusher's protocol, version 7: JSON texts whose `data` is JSON once more (travis-api facts 11). */
import { requestExcess } from '../messages.js';

export interface Asked {
  readonly event: string;
  readonly channel: string;
  /** Of a private channel. */
  readonly auth: string;
}

export function frame(event: string, data: object, channel?: string): string {
  const of = channel === undefined ? {} : { channel };
  return JSON.stringify({ event, ...of, data: JSON.stringify(data) });
}

export const errorFrame = (code: number | null, message: string): string =>
  JSON.stringify({ event: 'pusher:error', data: { code, message } });

/** `excess`: why it goes too far to be read. Absent members are empty texts. */
export function readFrame(bytes: Uint8Array): Asked | { readonly excess: string } {
  const excess = requestExcess(bytes);
  if (excess !== undefined) return { excess };
  const message = parsed(Buffer.from(bytes).toString('utf8'));
  const given = message['data'];
  const data = typeof given === 'string' ? parsed(given) : recordOf(given);
  return {
    event: textOf(message['event']),
    channel: textOf(data['channel'] ?? message['channel']),
    auth: textOf(data['auth']),
  };
}

type Data = Readonly<Record<string, unknown>>;

function parsed(text: string): Data {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return {};
  }
}

const recordOf = (value: unknown): Data =>
  typeof value === 'object' && value !== null ? (value as Data) : {};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
