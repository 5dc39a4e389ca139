/** An event as it crosses the broker: JSON, its name and thing in the topic. */
import type { EventName, TurnpikeEvent } from '../contracts/events.js';
import { eventId, parseTopic } from './topics.js';

/** More than any event needs: what is larger is not ours and is not even parsed. */
const MESSAGE_LIMIT_BYTES = 65_536;

export function encodeMessage(event: TurnpikeEvent): string {
  return JSON.stringify({ id: event.id, origin: event.origin, data: event.data });
}

/** undefined: malformed, or not ours. Topic and payload must speak of the same thing. */
export function decodeMessage(topic: string, payload: Uint8Array): TurnpikeEvent | undefined {
  const parsed = parseTopic(topic);
  if (!parsed || payload.byteLength > MESSAGE_LIMIT_BYTES) return undefined;
  const message = parseJson(payload);
  if (!isRecord(message) || !isRecord(message['data'])) return undefined;
  const { id, origin, data } = message;
  if (!isName(id) || !isName(origin)) return undefined;
  const event = { name: parsed.name, id, origin, data } as unknown as TurnpikeEvent;
  return eventId<EventName>(event.name, event.data) === parsed.id ? event : undefined;
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 200;
}
