/** What one tap is given of a hook's arguments, and what goes on of its answer. */
import { HOOK_KINDS, type HookName } from '../contracts/hooks.js';
import { deepFrozen, frozenThroughout } from './frozen.js';
import { permissionError, secretsWayOut, withheldFrom, type HookRights } from './hook-rights.js';
import { ChangedUnseen, restored, type View } from './withhold/restored.js';
import { SHOWN } from './withhold/shown-arguments.js';

export interface TapGuard {
  give(args: readonly unknown[]): readonly unknown[];
  /** `given`: what `give` made of the hook's arguments. Throws where it changed what it is not shown. */
  take(answer: unknown, given: readonly unknown[]): unknown;
}

/** undefined: it gets the arguments as they are, and nothing stands between. */
export function tapGuard(hook: HookName, plugin: string, rights: HookRights): TapGuard | undefined {
  const kinds = new Set(withheldFrom(hook, rights));
  const show = SHOWN[hook];
  // The compiler's own objects are behind the stages of a script: a copy for whoever is not of the house.
  const isCopied = kinds.size > 0 || (rights.isForeign && hook === 'script.stage');
  if (show && isCopied) return copying(hook, plugin, rights, (one) => show(one as never, kinds));
  return rights.isForeign ? FREEZING : undefined;
}

const FREEZING: TapGuard = {
  // Without iterators, here and below: each call of a hook goes through this.
  give(args) {
    for (let index = 0; index < args.length; index += 1) deepFrozen(args[index]);
    return args;
  },
  // Of what it passes on it keeps no end in its hand.
  take: (answer, given) =>
    answer === undefined || answer === given[0] ? answer : frozenThroughout(answer),
};

function copying(
  hook: HookName,
  plugin: string,
  rights: HookRights,
  show: (argument: unknown) => { readonly value: unknown; readonly whole: ReadonlySet<unknown> },
): TapGuard {
  const isWaterfall = HOOK_KINDS[hook].type.endsWith('Waterfall');
  const seen = new WeakMap<object, View>();
  return {
    give([original, ...more]) {
      const { value, whole } = show(original);
      seen.set(value as object, { original, shown: value, whole });
      return [deepFrozen(value), ...more];
    },
    take(answer, [given]) {
      const view = seen.get(given as object);
      if (!isWaterfall || answer === undefined || !view) return answer;
      try {
        return restored(view, frozenThroughout(answer));
      } catch (error) {
        if (!(error instanceof ChangedUnseen)) throw error;
        const wayOut = secretsWayOut(rights, withheldFrom(hook, rights));
        throw permissionError(plugin, `${error.message} ${wayOut}`, wayOut, { hook, at: error.at });
      }
    },
  };
}
