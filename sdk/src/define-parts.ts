import {
  tokens,
  type AddonDefinition,
  type DeployDefinition,
  type KeyNodes,
  type ManyToken,
  type Plugin,
  type ServiceDefinition,
  type YmlKeys,
} from '@turnpike/core/contracts';
import { definePlugin, provide } from './define-plugin.js';
import { usingDeprecated } from './deprecated.js';
import { inert } from './yml/nodes.js';
import { addonKeys, deployKeys, serviceKeys } from './yml/contribute.js';

function partPlugin<T extends { readonly id: string }>(
  kind: string,
  token: ManyToken<T>,
  id: string,
  definitions: readonly T[],
  yml: readonly YmlKeys[],
): Plugin {
  return definePlugin({
    id,
    summary: `${kind}: ${definitions.map((definition) => definition.id).join(', ')}.`,
    offers: [token],
    replaceable: true,
    yml,
    provides: () => definitions.map((definition) => provide(token, definition)),
  });
}

/** `addon-code-climate`. */
function idOf(kind: string, { id }: { readonly id: string }): string {
  return `${kind}-${id.replaceAll('_', '-')}`;
}

function named<T extends { readonly id: string }>(definition: T): T {
  if (!/^[a-z][a-z0-9_-]*$/.test(definition.id)) throw new Error(`id: ${definition.id}`);
  return definition;
}

/** Declares an add-on, as a plugin of its own; throws where the id could not be a key of a config. @stable */
export function defineAddon(definition: AddonDefinition): AddonDefinition & Plugin {
  return { ...named(definition), ...addonsPlugin(idOf('addon', definition), [definition]) };
}

/** Declares a service, as a plugin of its own; throws where the id could not be a name in a config. @stable */
export function defineService(definition: ServiceDefinition): ServiceDefinition & Plugin {
  return { ...named(definition), ...servicesPlugin(idOf('service', definition), [definition]) };
}

/** Declares a deploy provider, as a plugin of its own; throws where the id could not be a name in a config. @stable */
export function defineDeploy(definition: DeployDefinition): DeployDefinition & Plugin {
  return { ...named(definition), ...deploysPlugin(idOf('deploy', definition), [definition]) };
}

/**
 * A plugin of one add-on.
 * @deprecated since 0.1: use defineAddon, which answers a plugin
 */
export function addonPlugin(definition: AddonDefinition): Plugin {
  const plugin = addonsPlugin(idOf('addon', definition), [definition]);
  return usingDeprecated(plugin, { name: 'addonPlugin', since: '0.1', use: 'defineAddon' });
}

/** A plugin of several add-ons. @stable */
export function addonsPlugin(id: string, definitions: readonly AddonDefinition[]): Plugin {
  return partPlugin('Add-ons', tokens.addons, id, definitions, addonKeys(definitions));
}

/**
 * A plugin of one service.
 * @deprecated since 0.1: use defineService, which answers a plugin
 */
export function servicePlugin(definition: ServiceDefinition): Plugin {
  const plugin = servicesPlugin(idOf('service', definition), [definition]);
  return usingDeprecated(plugin, { name: 'servicePlugin', since: '0.1', use: 'defineService' });
}

/** A plugin of several services. @stable */
export function servicesPlugin(id: string, definitions: readonly ServiceDefinition[]): Plugin {
  return partPlugin('Services', tokens.services, id, definitions, serviceKeys(definitions));
}

/**
 * A plugin of one deploy provider.
 * @deprecated since 0.1: use defineDeploy, which answers a plugin
 */
export function deployPlugin(definition: DeployDefinition): Plugin {
  const plugin = deploysPlugin(idOf('deploy', definition), [definition]);
  return usingDeprecated(plugin, { name: 'deployPlugin', since: '0.1', use: 'defineDeploy' });
}

function recognised(known: KeyNodes): KeyNodes {
  const nodes = Object.entries(known).map(([name, node]) => [
    name,
    inert(node, noProvider, wayOut),
  ]);
  return Object.fromEntries(nodes) as KeyNodes;
}

const noProvider = 'no plugin that deploys with it is installed, so such a deployment fails';
const wayOut = 'the provider `script` with the command line tool';

/** A plugin of several deploy providers. `known`: further ones that are only recognised in a config. @stable */
export function deploysPlugin(
  id: string,
  definitions: readonly DeployDefinition[],
  known: KeyNodes = {},
): Plugin {
  const more: readonly YmlKeys[] = Object.keys(known).length
    ? [{ at: 'deploy', keys: recognised(known), fallback: true }]
    : [];
  const keys = [...deployKeys(definitions), ...more];
  return partPlugin('Deploy providers', tokens.deploys, id, definitions, keys);
}
