import type { ConfigMap, ConfigValue, Message } from '@turnpike/sdk';
import { isMet, type Asked } from '../matrix/condition.js';
import { asMap } from '../matrix/equal.js';
import { configFacts } from './stages.js';

/** Removes notifications whose condition fails. */
export function filterNotifications(
  config: ConfigMap,
  data: Asked,
  messages: Message[],
): ConfigMap {
  if (config['notifications'] === undefined) return config;
  const facts = configFacts(config, data);
  const kinds = Object.entries(asMap(config['notifications']));
  const kept = kinds.map(([type, entries]) => [type, filterKind(type, entries, facts, messages)]);
  return { ...config, notifications: Object.fromEntries(kept) };
}

function filterKind(
  type: string,
  entries: ConfigValue,
  facts: Asked,
  messages: Message[],
): ConfigValue {
  if (!Array.isArray(entries)) return entries;
  return (entries as readonly ConfigValue[]).filter((entry, index) => {
    const condition = asMap(entry)['if'];
    if (isMet(condition, facts)) return true;
    const args = { type, number: index + 1, condition: condition as ConfigValue };
    const key = `notifications.${type}`;
    messages.push({ level: 'info', key, code: 'skip_notification', args });
    return false;
  });
}
