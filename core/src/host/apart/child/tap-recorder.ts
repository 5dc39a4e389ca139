/** Hooks as a plugin in a process of its own taps them: what it taps is written down. */
import { HOOK_KINDS, type HookName, type Hooks } from '../../../contracts/hooks.js';
import { TurnpikeError } from '../../../contracts/errors.js';
import { createHooks } from '../../../hooks/create-hooks.js';
import { scopedHooks } from '../../../hooks/scoped-hooks.js';
import { silentLogger } from '../../../log/silent-logger.js';
import type { TapOptions } from '../protocol.js';

type TapFunction = (...args: unknown[]) => unknown;
export interface RecordedTap {
  readonly hook: HookName;
  /** Stage of a script hook. */
  readonly key?: string;
  readonly options: TapOptions;
  readonly fn: TapFunction;
}

/** Whether it may tap them the server says. */
export function recordTaps(plugin: string): {
  readonly hooks: Hooks;
  readonly taps: readonly RecordedTap[];
} {
  const taps: RecordedTap[] = [];
  const view: Record<string, Record<string, unknown>> = {};
  for (const hook of Object.keys(HOOK_KINDS) as HookName[]) {
    const [room = '', verb = ''] = hook.split('.');
    const at = (key?: string) => recorded(plugin, hook, key, taps);
    (view[room] ??= {})[verb] = hook === 'script.stage' ? { for: at, get: at } : at();
  }
  return { hooks: withMistakesTold(plugin, view), taps };
}

function recorded(plugin: string, hook: HookName, key: string | undefined, taps: RecordedTap[]) {
  const tap = (given: string | TapOptions, fn: TapFunction): void => {
    const { stage, before } = typeof given === 'string' ? ({} as Partial<TapOptions>) : given;
    const options = {
      name: plugin,
      ...(stage === undefined ? {} : { stage }),
      ...(before === undefined ? {} : { before }),
    };
    taps.push({ hook, ...(key === undefined ? {} : { key }), options, fn });
  };
  const tapAsync = (given: string | TapOptions, fn: TapFunction): void =>
    tap(
      given,
      (...args) =>
        new Promise((resolve, reject) =>
          fn(...args, (error: unknown, answer: unknown) =>
            error ? reject(error as Error) : resolve(answer),
          ),
        ),
    );
  const ask = (): never => {
    throw new TurnpikeError(
      'TURNPIKE_PLUGIN_ISOLATION',
      `${plugin} asks the hook ${hook}, which a process of its own cannot.`,
      { plugin, hook, wayOut: `Let it run in the server: isolation: { ${plugin}: none }.` },
    );
  };
  return { name: hook, tap, tapPromise: tap, tapAsync, call: ask, promise: ask, callAsync: ask };
}

/** A misspelt hook is told as it is in the server. */
function withMistakesTold(plugin: string, view: object): Hooks {
  const strict = scopedHooks(createHooks(), {
    plugin,
    rights: { hooks: [], secrets: [], isForeign: true },
    log: silentLogger,
    clock: { monotonic: () => 0 },
    timeLimitMs: 0,
    within: (work) => work(),
    asked: () => false,
    onTap: () => undefined,
    onSkipped: () => undefined,
  });
  const rooms = Object.entries(view).map(([room, verbs]) => [
    room,
    new Proxy(verbs as Record<string, unknown>, {
      get: (target, name) =>
        name in target
          ? target[name as string]
          : (Reflect.get((strict as unknown as Record<string, object>)[room]!, name) as unknown),
    }),
  ]);
  const all = Object.fromEntries(rooms) as Record<string, unknown>;
  return new Proxy(all, {
    get: (target, name) =>
      name in target ? target[name as string] : (Reflect.get(strict, name) as unknown),
  }) as unknown as Hooks;
}
