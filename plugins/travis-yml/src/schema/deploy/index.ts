import type { ChoiceNode, KeyNode, KeyNodes } from '@turnpike/sdk';
import { any, list, listed, map, text } from '@turnpike/sdk/yml';
import { deployConditions } from './conditions.js';
import { provider } from './provider.js';

/**
 * `deploy`: one or several provider maps. Unknown providers are judged by the first in order.
 * `languageKeys`: keys of jobs that conditions may ask for.
 */
export function deployNode(providers: KeyNodes, languageKeys: KeyNodes): ChoiceNode {
  const names = Object.keys(providers).toSorted();
  if (names.length === 0) return listed(map({ provider: text }));
  const on = deployConditions(languageKeys);
  const choice = any(
    names.map((name) => provider(name, providers[name] as KeyNode, on)),
    { normal: true, detect: 'provider' },
  );
  return any([list(choice), choice]);
}
