/** What goes over the socket (`contracts/wire/live.ts`): JSON texts, one message each. */
import { type JsonBounds, type TurnpikeEvent } from '@turnpike/sdk';
import { jsonExcess, type LiveEventData, type LiveMessage } from '@turnpike/sdk/platform';

export interface Wanted {
  readonly subscribe: readonly string[];
  readonly unsubscribe: readonly string[];
  readonly ping: number | undefined;
}

/** A request has two levels and names no more topics than a socket may have. */
const BOUNDS: JsonBounds = { depth: 8, pieces: 2_000 };

/** What of a message goes too far to be read, in words. */
export function requestExcess(bytes: Uint8Array): string | undefined {
  const excess = jsonExcess(bytes, BOUNDS);
  return excess === undefined ? undefined : `the message ${excess}`;
}

/** undefined: nothing that is understood. Only of what `requestExcess` lets pass. */
export function parseRequest(text: string): Wanted | undefined {
  const message = parseJson(text);
  if (typeof message !== 'object' || message === null) return undefined;
  const { subscribe, unsubscribe, ping } = message as Record<string, unknown>;
  return {
    subscribe: texts(subscribe),
    unsubscribe: texts(unsubscribe),
    ping: typeof ping === 'number' ? ping : undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** An event as text. It is made once, however many hear it. */
export function eventText(event: TurnpikeEvent): string {
  const before = texted.get(event);
  if (before !== undefined) return before;
  const text = JSON.stringify({ event: event.name, data: wireData(event) } satisfies LiveMessage);
  texted.set(event, text);
  return text;
}
const texted = new WeakMap<TurnpikeEvent, string>();

/** Names of an event's members as the wire has them. */
function wireData(event: TurnpikeEvent): LiveEventData {
  const entries = Object.entries(event.data).map(([name, value]) => [snakeCase(name), value]);
  return Object.fromEntries(entries) as LiveEventData;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
