/** Plugins that decide what is allowed fail closed: what they guard is refused in their name, the rest goes on. */
import type { TurnpikeError } from '../contracts/errors.js';
import { HOOK_KINDS, type HookKind, type HookName, type Hooks } from '../contracts/hooks.js';
import { scriptStages } from '../contracts/script.js';
import { failureAnswer, tapError } from '../hooks/failure-answer.js';
import type { TapRecord } from '../hooks/tap-runner.js';
import { noWork } from '../work/measured.js';
import { dryTaps } from './faults/index.js';
import type { Unit } from './unit.js';

const DECIDING = (Object.keys(HOOK_KINDS) as HookName[]).filter(mayRefuse);

/** Before all others: nobody's word for it counts while its guard is away. */
const FIRST = Number.MIN_SAFE_INTEGER;

/**
 * Hooks at which it may say no. Until it has tapped, what it declares counts: it has no right to more. One that
 * declares nothing may be older than declarations: then those that it would tap, and where that does not show, any.
 */
export function guardedBy(unit: Unit): readonly HookName[] {
  if (unit.isTapped) return [...new Set([...unit.taps].map(({ hook }) => hook))].filter(mayRefuse);
  const { taps, permissions } = unit.definition;
  if (taps === undefined) return [];
  if (permissions === undefined) {
    const { tapped, error } = dryTaps(unit.definition, unit.context?.config);
    return error === undefined ? [...tapped].filter(mayRefuse) : DECIDING;
  }
  const declared: readonly string[] = unit.manifest.permissions.hooks;
  // A hook that there is not, in a declaration that is wrong, may have been meant to be any.
  return declared.every(isHook) ? DECIDING.filter((hook) => declared.includes(hook)) : DECIDING;
}

function mayRefuse(hook: HookName): boolean {
  return (HOOK_KINDS[hook] as HookKind | undefined)?.onFailure === 'refuse';
}

const isHook = (name: string): boolean => Object.hasOwn(HOOK_KINDS, name);

export interface Asked {
  readonly hooks: Hooks;
  isAsked(hook: HookName): boolean;
}

/** From now on each of these hooks answers as if a tap of the plugin had failed. */
export function failClosed(
  unit: Unit,
  guarded: readonly HookName[],
  why: TurnpikeError,
  { hooks, isAsked }: Asked,
): void {
  for (const hook of guarded) {
    unit.refuses.add(hook);
    if (isAsked(hook)) refuseAt(unit, hook, why, hooks);
  }
}

function refuseAt(unit: Unit, hook: HookName, why: TurnpikeError, hooks: Hooks): void {
  const record: TapRecord = { hook, plugin: unit.plugin, ...noWork() };
  unit.taps.add(record);
  const error = tapError(hook, unit.plugin, why);
  const answer = (): unknown => {
    record.calls += 1;
    record.failures += 1;
    return failureAnswer(hook, error);
  };
  const options = { name: unit.plugin, stage: FIRST };
  for (const real of realHooks(hooks, hook)) {
    if (HOOK_KINDS[hook].type.startsWith('Async')) real.tapPromise(options, async () => answer());
    else real.tap(options, answer);
  }
}

interface RealHook {
  tap(options: object, fn: () => unknown): void;
  tapPromise(options: object, fn: () => Promise<unknown>): void;
}

/** One; of a script each of its stages. */
function realHooks(hooks: Hooks, name: HookName): readonly RealHook[] {
  if (name === 'script.stage')
    return scriptStages.map((stage) => hooks.script.stage.for(stage)) as never;
  const [room = '', verb = ''] = name.split('.');
  const rooms = hooks as unknown as Readonly<Record<string, Readonly<Record<string, RealHook>>>>;
  const hook = rooms[room]?.[verb];
  return hook ? [hook] : [];
}
