/** Folders and files that a plugin declares: what the platform is handed by it must lie there. */
import { isAbsolute, resolve } from 'node:path';
import type { FilePermission } from '../contracts/permissions.js';

/** Absolute. Words name no place. `config`: the plugin's own. */
export function declaredPlaces(
  files: readonly FilePermission[],
  config: unknown,
  dataDir: string,
): readonly string[] {
  const named = files.flatMap((one) => {
    if (typeof one === 'string') {
      const path = one.replace(/^(?:read|write) /, '');
      return isAbsolute(path) ? [path] : [];
    }
    const value = settingOf(config, one.setting);
    return typeof value === 'string' ? [resolve(value)] : [];
  });
  return [dataDir, ...named];
}

/** A value in a configuration, by its path: `smtp.server`. */
export function settingOf(config: unknown, setting: string): unknown {
  return setting
    .split('.')
    .reduce<unknown>((one, key) => (one as Record<string, unknown> | undefined)?.[key], config);
}
