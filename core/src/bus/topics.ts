/** Events and their topics: `job:finished` of job 42 is `turnpike/v1/job/42/finished`. */
import { EVENT_IDS, type EventName, type Events } from '../contracts/events.js';

const TOPIC_ROOT = 'turnpike/v1';

/** Ids that are free text (worker names) are percent-encoded: `/`, `+` and `#` mean something in topics. */
export function topicOf<N extends EventName>(name: N, data: Events[N]): string {
  const [kind, happened] = name.split(':');
  return `${TOPIC_ROOT}/${kind}/${encodeURIComponent(eventId(name, data))}/${happened}`;
}

/** The filter that brings one event of every thing: `turnpike/v1/job/+/finished`. */
export function filterOf(name: EventName): string {
  const [kind, happened] = name.split(':');
  return `${TOPIC_ROOT}/${kind}/+/${happened}`;
}

/** undefined: not one of ours. */
export function parseTopic(topic: string): { name: EventName; id: string } | undefined {
  if (!topic.startsWith(`${TOPIC_ROOT}/`)) return undefined;
  const [kind, id, happened, ...rest] = topic.slice(TOPIC_ROOT.length + 1).split('/');
  const name = `${kind}:${happened}`;
  if (rest.length > 0 || !id || !isEventName(name)) return undefined;
  const decoded = decode(id);
  return decoded === undefined ? undefined : { name, id: decoded };
}

/** The thing an event speaks of, as text. */
export function eventId<N extends EventName>(name: N, data: Events[N]): string {
  return String((data as unknown as Record<string, unknown>)[EVENT_IDS[name]]);
}

function isEventName(name: string): name is EventName {
  return Object.hasOwn(EVENT_IDS, name);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
