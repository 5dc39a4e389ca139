/** Live topics: what nobody could hear, or for which nobody could say who may, is found before anything runs. */
import { TOPIC_HEARERS } from '../../contracts/plugin-topics.js';
import type { AnyDefinition } from '../unit.js';
import { isSchema } from './declared.js';
import { isObject, oneOf, shown, type Finding } from './fault.js';

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const TOPIC = "{ hears: 'repository:read', payload: z.object({ … }) }.";

export function topicFindings({ live }: AnyDefinition): readonly Finding[] {
  if (live === undefined) return [];
  if (!isObject(live)) return [{ at: 'live', what: `is ${shown(live)}, no map.`, wayOut: TOPIC }];
  return Object.entries(live).flatMap(([name, topic]) => oneFinding(`live.${name}`, name, topic));
}

function oneFinding(at: string, name: string, topic: unknown): readonly Finding[] {
  if (!NAME.test(name) || name.length > 50)
    return [{ at, what: 'is no name.', wayOut: 'Small letters, figures, hyphens: note-added.' }];
  if (!isObject(topic)) return [{ at, what: `is ${shown(topic)}, no topic.`, wayOut: TOPIC }];
  const { hears, payload } = topic;
  return [
    ...oneOf(`${at}.hears`, hears, Object.keys(TOPIC_HEARERS)),
    ...(isSchema(payload)
      ? []
      : [{ at: `${at}.payload`, what: `is ${shown(payload)}, no schema.`, wayOut: TOPIC }]),
  ];
}
