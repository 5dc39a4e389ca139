/** The hooks as one plugin sees them: what it taps is measured, limited and undone with its scope. */
import { HOOK_KINDS, type HookName, type Hooks } from '../contracts/hooks.js';
import { TurnpikeError } from '../contracts/errors.js';
import { didYouMean } from '../config/suggest.js';
import { refuseAsking, refuseUndeclared, type HookRights } from './hook-rights.js';
import { tapGuard } from './tap-guard.js';
import {
  createTapRunner,
  type TapFunction,
  type TapRecord,
  type TapSettings,
} from './tap-runner.js';

export interface TapOwner extends TapSettings {
  readonly plugin: string;
  readonly rights: HookRights;
  /** false: the hook is asked in other processes only; the tap is listed as skipped. */
  asked(hook: HookName): boolean;
  onTap(record: TapRecord, undo: () => void): void;
  onSkipped(hook: HookName): void;
}

type TapOptions =
  string | { readonly name: string; readonly stage?: number; readonly before?: string };

/** The part of tapable's hooks that is used here, whatever their kind. */
interface AnyHook {
  readonly name?: string;
  tap(options: TapOptions, fn: TapFunction): void;
  tapPromise(options: TapOptions, fn: TapFunction): void;
  tapAsync(options: TapOptions, fn: TapFunction): void;
  call(...args: unknown[]): unknown;
  promise(...args: unknown[]): Promise<unknown>;
  callAsync(...args: unknown[]): void;
  isUsed(): boolean;
}
interface AnyHookMap {
  for(key: string): AnyHook;
  get(key: string): AnyHook | undefined;
}

export function scopedHooks(hooks: Hooks, owner: TapOwner): Hooks {
  const view: Record<string, Record<string, unknown>> = {};
  for (const name of Object.keys(HOOK_KINDS) as HookName[]) {
    const [room = '', verb = ''] = name.split('.');
    const real = (hooks as unknown as Record<string, Record<string, unknown>>)[room]?.[verb];
    (view[room] ??= {})[verb] =
      HOOK_KINDS[name].type === 'SyncMap'
        ? mapView(name, real as AnyHookMap, owner)
        : hookView(name, undefined, real as AnyHook, owner);
  }
  const rooms = Object.entries(view).map(([room, verbs]) => [room, strict(verbs, `${room}.`)]);
  return strict(Object.fromEntries(rooms) as object, '') as unknown as Hooks;
}

/** A misspelt hook is told by name; what the language itself asks of an object is let through. */
function strict<T extends object>(target: T, prefix: string): T {
  return new Proxy(target, {
    get(object, name) {
      if (typeof name === 'string' && !(name in object) && name !== 'then' && name !== 'toJSON') {
        throw unknownHook(prefix + name);
      }
      return Reflect.get(object, name) as unknown;
    },
  });
}

function unknownHook(name: string): TurnpikeError {
  const known = Object.keys(HOOK_KINDS);
  return new TurnpikeError(
    'TURNPIKE_PLUGIN_INVALID',
    `There is no hook ${name}.${didYouMean(name, known)}`,
    { hook: name, wayOut: `Hooks: ${known.join(', ')}.` },
  );
}

function mapView(name: HookName, real: AnyHookMap, owner: TapOwner): AnyHookMap {
  return {
    for: (key) => hookView(name, key, real.for(key), owner),
    get: (key) => {
      const hook = real.get(key);
      return hook && hookView(name, key, hook, owner);
    },
  };
}

function hookView(
  name: HookName,
  key: string | undefined,
  real: AnyHook,
  owner: TapOwner,
): AnyHook {
  const isAsync = HOOK_KINDS[name].type.startsWith('Async');

  function add(options: TapOptions, fn: TapFunction): void {
    told(owner, name, () => refuseUndeclared(owner.plugin, name, owner.rights));
    if (!owner.asked(name)) return owner.onSkipped(name);
    const guard = tapGuard(name, owner.plugin, owner.rights);
    const runner = createTapRunner(name, owner.plugin, key, owner, guard);
    // Whatever way it was tapped: in an asynchronous hook every tap may answer with a promise.
    if (isAsync) real.tapPromise(options, runner.async(fn));
    else real.tap(options, runner.sync(fn));
    owner.onTap(runner.record, runner.disarm);
  }

  const asking =
    <T>(ask: (...args: unknown[]) => T) =>
    (...args: unknown[]): T => {
      told(owner, name, () => refuseAsking(owner.plugin, name, owner.rights));
      return ask(...args);
    };

  return {
    ...(real.name === undefined ? {} : { name: real.name }),
    tap: add,
    tapPromise: add,
    tapAsync: (options, fn) => add(options, promisified(fn)),
    call: asking((...args) => real.call(...args)),
    promise: asking((...args) => real.promise(...args)),
    callAsync: asking((...args) => real.callAsync(...args)),
    isUsed: () => real.isUsed(),
  };
}

/** A refusal is in the log as well: the plugin may keep silent about it. */
function told(owner: TapOwner, hook: HookName, check: () => void): void {
  try {
    check();
  } catch (error) {
    owner.log.error({ plugin: owner.plugin, hook, err: error }, 'what is not declared was refused');
    throw error;
  }
}

function promisified(fn: TapFunction): TapFunction {
  return (...args) =>
    new Promise((resolve, reject) => {
      const done = (error: unknown, result: unknown) => (error ? reject(error) : resolve(result));
      fn(...args, done);
    });
}
