import type { NotifierDefaults, PluginManifest } from '@turnpike/core/contracts';

/** What a role that writes notifications knows of a notifier. */
export interface InstalledNotifier extends NotifierDefaults {
  /** Ids of VCS providers whose repositories it has nothing to say to. */
  readonly unheardBy?: readonly string[];
}

/** All installed notifiers, running in this process or not. Their code is not asked. */
export function notifiersOf(manifests: readonly PluginManifest[]): readonly InstalledNotifier[] {
  const statusless = manifests.flatMap(({ provider }) =>
    provider && !provider.statuses ? [provider.id] : [],
  );
  return manifests.flatMap(({ notifier }) => {
    if (!notifier) return [];
    return [notifier.needsStatuses ? { ...notifier, unheardBy: statusless } : notifier];
  });
}
