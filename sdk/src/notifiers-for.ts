import type { NotifierDefaults, PluginManifest } from '@turnpike/core/contracts';

/**
 * The installed notifiers that have something to say to repositories of a kind of host, running in this process
 * or not: their code is not asked. Those of commit statuses are left out where the provider declares to have none.
 * @experimental
 */
export function notifiersFor(
  manifests: readonly PluginManifest[],
  kind: string,
): readonly NotifierDefaults[] {
  const hasStatuses = !manifests.some(
    ({ provider: traits }) => traits?.id === kind && !traits.statuses,
  );
  return manifests.flatMap(({ notifier }) =>
    notifier && (hasStatuses || !notifier.needsStatuses) ? [notifier] : [],
  );
}
