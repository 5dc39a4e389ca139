/** What the server has of a plugin that runs in a process of its own: the same declaration, whose functions call it. */
import { z } from 'zod';
import type { Hooks } from '../../contracts/hooks.js';
import type { Route } from '../../contracts/http.js';
import type { Migration, MigrationTools, Plugin, Provision } from '../../contracts/plugin.js';
import { topicsFrom } from '../plugin-topics.js';
import type { AnyContext, AnyDefinition } from '../unit.js';
import type { CallOptions } from './channel.js';
import { exchangeCall, responseOf, sentExchange } from './exchange.js';
import type { Keeper } from './keeper.js';
import { partOf, type CallPart } from './parts.js';
import type { Described, Registered, TapOptions } from './protocol.js';
import { createAsking } from './script-asking.js';
import type { ScriptAsk } from './script-calls.js';
import { offeredTokens, requiredTokens } from './stand-in-tokens.js';

/** A plugin that is built. */
export interface Built {
  readonly keeper: Keeper;
  readonly registered: Registered;
}

export interface StandInOptions {
  /** Starts its process. Ends with the context's signal. */
  build(context: AnyContext): Promise<Built>;
  /** A tap that takes longer has failed, and its process is ended. */
  readonly hookMs: number;
}

export function standIn(described: Described, options: StandInOptions): Plugin {
  const { manifest, members } = described;
  let built: Built | undefined;
  const running = (): Built => {
    if (!built) throw new Error('It is not built.');
    return built;
  };
  const call = (method: string, ...args: readonly unknown[]) => running().keeper.call(method, args);
  const has = (name: string) => members.includes(name);
  const definition = {
    ...staticParts(described),
    requires: requiredTokens(described.requires),
    offers: offeredTokens(described.offers),
    provides: async (context: AnyContext) => {
      built = await options.build(context);
      return provisions(built, options.hookMs);
    },
    ...(has('taps')
      ? { taps: ({ hooks }: AnyContext) => tapAll(manifest.id, hooks, running(), options.hookMs) }
      : {}),
    ...(has('routes') ? { routes: () => routesOf(running()) } : {}),
    on: Object.fromEntries(
      manifest.events.map((name) => [name, (event: unknown) => call('event', event)]),
    ),
    sweep: described.sweeps.map(({ name, everySeconds }) => ({
      ...{ name, everySeconds },
      run: async () => void (await call('sweep', name)),
    })),
    start: () => running().keeper.start(),
    ...(has('drain') ? { drain: async () => void (await call('drain')) } : {}),
    stop: async () => {
      if (running().keeper.info().state !== 'given-up') await call('stop');
    },
  };
  return { kind: 'turnpike-plugin', definition: definition as unknown as never };
}

/** What others read without asking it. */
function staticParts({
  manifest,
  replaceable,
  migrations,
  members,
}: Described): Partial<AnyDefinition> {
  const { id, summary, version, sdk, permissions, yml, notifier, provider } = manifest;
  const { configSchema, repositorySettings, ownerSettings } = manifest;
  const { ui, uiModule, live, texts, operations, undescribed } = manifest;
  const isDescribed = members.includes('operations') && !undescribed;
  return {
    ...{ id, summary, version, sdk, permissions, replaceable, yml, texts },
    ...(configSchema === null ? {} : { config: z.fromJSONSchema(configSchema as never) }),
    ...(repositorySettings === null
      ? {}
      : { repositorySettings: z.fromJSONSchema(repositorySettings as never) }),
    ...(ownerSettings === null ? {} : { ownerSettings: z.fromJSONSchema(ownerSettings as never) }),
    ...(notifier ? { notifier } : {}),
    ...(provider ? { provider } : {}),
    ...(uiModule === null ? {} : { ui: { module: new URL(uiModule), contributions: ui } }),
    ...(Object.keys(live).length > 0 ? { live: topicsFrom(live) } : {}),
    ...(isDescribed ? { operations: operations as never } : {}),
    ...(migrations.length > 0 ? { migrations: migrations.map(migrationOf) } : {}),
  };
}

function migrationOf({ name, steps }: Described['migrations'][number]): Migration {
  return {
    name,
    async up(tools) {
      for (const [step, ...args] of steps)
        await (tools as unknown as Record<string, (...a: unknown[]) => unknown>)[stepOf(step)]?.(
          ...args,
        );
    },
  };
}

const STEPS: readonly string[] = [
  'createTable',
  'addColumn',
  'addIndex',
] satisfies (keyof MigrationTools)[];

function stepOf(step: string): string {
  if (!STEPS.includes(step)) throw new Error(`A migration cannot ${step}.`);
  return step;
}

function provisions({ keeper, registered }: Built, limitMs: number): readonly Provision[] {
  return registered.parts.map((part, index) => ({
    token: offeredTokens([{ token: part.token, kind: 'many' }])[0] as Provision['token'],
    value: partOf(part, callOf(keeper, index, limitMs)),
  }));
}

function callOf(keeper: Keeper, index: number, limitMs: number): CallPart {
  const call = (name: string, args: readonly unknown[], more?: CallOptions) =>
    keeper.call('part', [index, name, args], more);
  return Object.assign(call, { times: () => keeper.info().restarts, limitMs });
}

type AnyHook = { tapPromise(options: TapOptions, fn: (...args: unknown[]) => unknown): void };

function tapAll(
  plugin: string,
  hooks: Hooks,
  { keeper, registered }: Built,
  limitMs: number,
): void {
  const rooms = hooks as unknown as Readonly<Record<string, Readonly<Record<string, AnyHook>>>>;
  registered.taps.forEach(({ hook, key, options }, index) => {
    if (hook === 'script.stage' && key !== undefined)
      return tapStage(hooks, key, { ...options, name: plugin }, (ask) =>
        keeper.call('stage', [index, ask], { limitMs }),
      );
    const [room = '', verb = ''] = hook.split('.');
    rooms[room]?.[verb]?.tapPromise({ ...options, name: plugin }, async (...args) =>
      answerOf(await keeper.call('tap', [index, args], { limitMs }), args[0]),
    );
  });
}

/** What it adds is done when it is known: the compiler comes again. */
function tapStage(
  hooks: Hooks,
  stage: string,
  options: TapOptions,
  ask: (ask: ScriptAsk) => Promise<unknown>,
): void {
  const { adds } = createAsking(ask);
  hooks.script.stage.for(stage).tap(options, ({ sh, build }) => adds(stage, sh, [], build));
}

/** Of a changed copy the process sends what it changed; the rest is what was given, as it was. */
function answerOf(sent: unknown, given: unknown): unknown {
  const { answer, same } = (sent ?? {}) as { readonly answer?: unknown; readonly same?: unknown };
  if (!Array.isArray(same)) return answer;
  const before = given as Readonly<Record<string, unknown>>;
  const kept = same.filter((key): key is string => Object.hasOwn(before, key as string));
  const changed = Object.entries((answer ?? {}) as Readonly<Record<string, unknown>>);
  if (changed.length === 0 && kept.length === Object.keys(before).length) return given;
  return Object.fromEntries([...kept.map((key) => [key, before[key]] as const), ...changed]);
}

const ROUTE_PARTS = [
  ...['method', 'path', 'allow', 'bodyLimitBytes', 'ratePerMinute'],
  ...['ownPagesOnly', 'audit', 'atOnce'],
];

function routesOf({ keeper, registered }: Built): readonly Route[] {
  return registered.routes.map((route, index) => {
    const parts = Object.entries(route).filter(([name]) => ROUTE_PARTS.includes(name));
    return {
      ...(Object.fromEntries(parts) as unknown as Omit<Route, 'handle'>),
      handle: async (exchange) => {
        const args = [index, sentExchange(exchange)];
        return responseOf(await keeper.call('route', args, exchangeCall(exchange)));
      },
    };
  });
}
