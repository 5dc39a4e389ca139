/** One plugin that is built, in its own process: what the server may ask of it. */
import { HOOK_KINDS } from '../../../contracts/hooks.js';
import type { TurnpikeEvent } from '../../../contracts/events.js';
import type { Route } from '../../../contracts/http.js';
import type { Provision } from '../../../contracts/plugin.js';
import { deepFrozen } from '../../../hooks/frozen.js';
import type { AnyContext, AnyDefinition } from '../../unit.js';
import type { Channel, Served } from '../channel.js';
import type { Begin, Registered, SentExchange } from '../protocol.js';
import type { ScriptAsk } from '../script-calls.js';
import { childContext } from './context.js';
import { answerRoute } from './exchange.js';
import { partCalls, sentPart } from './parts.js';
import { stageCall } from './script-call.js';
import { recordTaps, type RecordedTap } from './tap-recorder.js';

export interface Begun {
  answer(method: string, args: readonly unknown[], served: Served): unknown;
  hear(method: string, args: readonly unknown[]): void;
}

export async function begun(
  definition: AnyDefinition,
  begin: Begin,
  channel: Channel,
): Promise<Begun> {
  const { hooks, taps } = recordTaps(begin.id);
  const { context, hearers, end } = childContext(definition, begin, hooks, channel);
  const provisions = (await definition.provides?.(context)) ?? [];
  definition.taps?.(context);
  const routes = definition.routes?.(context) ?? [];
  const callPart = partCalls(provisions);
  const answers: Readonly<Record<string, (args: never, served: Served) => unknown>> = {
    begin: () => registered(taps, provisions, routes),
    start: () => definition.start?.(context),
    drain: () => definition.drain?.(context),
    stop: async () => {
      await definition.stop?.(context);
      end();
    },
    tap: ([index, args]: readonly [number, readonly unknown[]]) => runTap(taps[index], args),
    stage: ([index, ask]: readonly [number, ScriptAsk]) => stageCall(taps[index]?.fn, ask),
    event: ([event]: readonly [TurnpikeEvent]) => runHandler(definition, event, context),
    sweep: ([name]: readonly [string]) => runSweep(definition, name, context),
    part: ([index, name, args]: readonly [number, string, readonly unknown[]], served) =>
      callPart(index, name, args, served),
    route: ([index, exchange]: readonly [number, SentExchange], served) =>
      answerRoute(routes[index], exchange, served),
  };
  return {
    answer(method, args, served) {
      const found = answers[method];
      if (!found) throw new Error(`There is nothing to ${method}.`);
      return found(args as never, served);
    },
    hear(method, [name, event]) {
      if (method !== 'heard') return;
      for (const hearer of hearers.get(name as string) ?? []) hearer(event as TurnpikeEvent);
    },
  };
}

function registered(
  taps: readonly RecordedTap[],
  provisions: readonly Provision[],
  routes: readonly Route[],
): Registered {
  return {
    taps: taps.map(({ fn: _fn, ...tap }) => tap),
    parts: provisions.map(sentPart),
    // Functions are no JSON: `handle` stays here.
    routes,
  };
}

/**
 * Of a changed copy only what is another one than before is sent back: the server has the rest, whole. `null`: it
 * answered what it was given.
 */
async function runTap(tap: RecordedTap | undefined, args: readonly unknown[]): Promise<unknown> {
  if (!tap) throw new Error('There is no such tap.');
  const given = args.map(deepFrozen);
  const answer = await tap.fn(...given);
  if (!HOOK_KINDS[tap.hook].type.endsWith('Waterfall') || !isObject(answer)) return { answer };
  const before = given[0] as Readonly<Record<string, unknown>>;
  const same = Object.keys(answer).filter((key) => key in before && answer[key] === before[key]);
  const changed = Object.entries(answer).filter(([key]) => !same.includes(key));
  return { answer: Object.fromEntries(changed), same };
}

function runHandler(
  { on = {} }: AnyDefinition,
  event: TurnpikeEvent,
  context: AnyContext,
): unknown {
  const handlers = on as Readonly<
    Record<string, (event: TurnpikeEvent, ctx: AnyContext) => unknown>
  >;
  return handlers[event.name]?.(event, context);
}

function runSweep({ sweep = [] }: AnyDefinition, name: string, context: AnyContext): unknown {
  const all = [sweep].flat() as readonly {
    readonly name?: string;
    run(ctx: AnyContext): Promise<void>;
  }[];
  return all.find((one) => (one.name ?? 'main') === name)?.run(context);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
