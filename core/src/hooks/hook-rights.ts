/** What a plugin may do with hooks, as it declares it. */
import { HOOK_SECRETS, type SecretKind } from '../contracts/permissions.js';
import type { HookName } from '../contracts/hooks.js';
import { TurnpikeError } from '../contracts/errors.js';

export interface HookRights {
  /** Those that it taps. */
  readonly hooks: readonly HookName[];
  /** Those that it is shown. */
  readonly secrets: readonly SecretKind[];
  /** From elsewhere: what it is given cannot be changed in place. */
  readonly isForeign: boolean;
}

/** What the plugin is not shown of this hook's arguments. */
export function withheldFrom(hook: HookName, { secrets }: HookRights): readonly SecretKind[] {
  return (HOOK_SECRETS[hook] ?? []).filter((kind) => !secrets.includes(kind));
}

/** Throws TURNPIKE_PLUGIN_PERMISSION for a hook that it did not declare. */
export function refuseUndeclared(plugin: string, hook: HookName, { hooks }: HookRights): void {
  if (hooks.includes(hook)) return;
  throw permissionError(
    plugin,
    `${plugin} taps the hook ${hook}, which it does not declare.`,
    `Add it to the declaration: permissions: { hooks: [${quoted([...hooks, hook])}] }.`,
    { hook },
  );
}

/**
 * Whoever asks a hook sees what its taps answer. Throws TURNPIKE_PLUGIN_PERMISSION where that holds secrets which the
 * plugin does not declare.
 */
export function refuseAsking(plugin: string, hook: HookName, rights: HookRights): void {
  const withheld = withheldFrom(hook, rights);
  if (withheld.length === 0) return;
  throw permissionError(
    plugin,
    `${plugin} asks the hook ${hook}, whose arguments hold secrets that it does not declare.`,
    secretsWayOut(rights, withheld),
    { hook },
  );
}

export function secretsWayOut({ secrets }: HookRights, missing: readonly SecretKind[]): string {
  return `If it is to see them, add them to the declaration: permissions: { secrets: [${quoted([...secrets, ...missing])}] }.`;
}

export function permissionError(
  plugin: string,
  message: string,
  wayOut: string,
  details: Readonly<Record<string, unknown>> = {},
): TurnpikeError {
  return new TurnpikeError('TURNPIKE_PLUGIN_PERMISSION', message, { plugin, ...details, wayOut });
}

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
