import { any, list } from '../nodes.js';
import { awsProviders } from './aws.js';
import { hostingProviders } from './hosting.js';
import { packagesProviders } from './packages.js';
import { platformsProviders } from './platforms.js';
import type { KeyNode, ChoiceNode } from '@turnpike/sdk';

/** All providers by name. */
export const providers: { readonly [name: string]: KeyNode } = {
  ...awsProviders,
  ...hostingProviders,
  ...packagesProviders,
  ...platformsProviders,
};

/** `deploy`: one or several provider maps. Unknown providers are judged by the first in order. */
export function deployNode(known: { readonly [name: string]: KeyNode }): ChoiceNode {
  const names = Object.keys(known).toSorted();
  const choice = any(
    names.map((name) => known[name] as KeyNode),
    { normal: true, detect: 'provider' },
  );
  return any([list(choice), choice]);
}
