import type { InstalledPlugins, PluginManifest } from '@turnpike/sdk';

/** Of installed plugins, wherever they run; not of those that were unloaded here: they show nothing any more. */
export function presentManifests({
  manifests,
  scopes,
}: Pick<InstalledPlugins, 'manifests' | 'scopes'>): readonly PluginManifest[] {
  const gone = scopes.filter(({ state }) => state === 'disposed').map(({ plugin }) => plugin);
  return manifests.filter(({ id }) => !gone.includes(id));
}
