import type { InstalledPlugins, PlainOperation } from '@turnpike/core/contracts';

const known = new WeakMap<InstalledPlugins, Map<string, PlainOperation>>();

/** By plugin and address. */
export function keyOf(plugin: string | undefined, address: string): string {
  return `${plugin ?? ''} ${address}`;
}

/** What the plugins of a host say of their routes. */
export function operationsByKey(installed: InstalledPlugins): Map<string, PlainOperation> {
  const made = known.get(installed) ?? read(installed);
  known.set(installed, made);
  return made;
}

function read(installed: InstalledPlugins): Map<string, PlainOperation> {
  const all = [{ id: 'core', operations: installed.coreOperations }, ...installed.manifests];
  return new Map(
    all.flatMap(({ id, operations }) =>
      Object.values(operations).map((one) => [keyOf(id, one.address), one] as const),
    ),
  );
}
