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

function named<T extends { readonly id: string }>(definition: T): T {
  if (!/^[a-z][a-z0-9_-]*$/.test(definition.id)) throw new Error(`id: ${definition.id}`);
  return definition;
}

/** Declares an add-on; throws where the id could not be a key of a config. @stable */
export function defineAddon(definition: AddonDefinition): AddonDefinition {
  return named(definition);
}

/** Declares a service. @stable */
export function defineService(definition: ServiceDefinition): ServiceDefinition {
  return named(definition);
}

/** Declares a deploy provider. @stable */
export function defineDeploy(definition: DeployDefinition): DeployDefinition {
  return named(definition);
}

/** A plugin of one add-on. @stable */
export function addonPlugin(definition: AddonDefinition): Plugin {
  return addonsPlugin(`addon-${definition.id.replaceAll('_', '-')}`, [definition]);
}

/** A plugin of several add-ons. @stable */
export function addonsPlugin(id: string, definitions: readonly AddonDefinition[]): Plugin {
  return partPlugin('Add-ons', tokens.addons, id, definitions, addonKeys(definitions));
}

/** A plugin of one service. @stable */
export function servicePlugin(definition: ServiceDefinition): Plugin {
  return servicesPlugin(`service-${definition.id.replaceAll('_', '-')}`, [definition]);
}

/** A plugin of several services. @stable */
export function servicesPlugin(id: string, definitions: readonly ServiceDefinition[]): Plugin {
  return partPlugin('Services', tokens.services, id, definitions, serviceKeys(definitions));
}

/** A plugin of one deploy provider. @stable */
export function deployPlugin(definition: DeployDefinition): Plugin {
  return deploysPlugin(`deploy-${definition.id.replaceAll('_', '-')}`, [definition]);
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
