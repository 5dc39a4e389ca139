import {
  EVENT_NAMES,
  definePlugin,
  optional,
  tokens,
  type EventName,
  type PluginContext,
  type TurnpikeEvent,
} from '@turnpike/sdk';
import { liveConfig, visitorsRead, type LiveConfig } from './config.js';
import { liveDoor } from './door.js';
import { operations } from './operations.js';
import { topicsOf } from './declared-topics.js';
import { createLiveHub, type LiveHub } from './hub.js';

const requires = {
  store: tokens.store,
  events: tokens.events,
  logs: tokens.logReader,
  installed: tokens.installed,
  visitorRights: optional(tokens.visitorRights),
} as const;
type Context = PluginContext<LiveConfig, typeof requires>;

const RE_READ_SECONDS = 2;

export const plugin = definePlugin({
  id: 'live',
  summary: 'Relays committed events and log bytes to browsers.',
  config: liveConfig,
  requires,
  on: Object.fromEntries(
    EVENT_NAMES.map((name) => [
      name,
      (event: TurnpikeEvent, context: Context) => hubOf(context).hear(event),
    ]),
  ) as { [N in EventName]: (event: TurnpikeEvent, context: Context) => void },
  sweep: { everySeconds: RE_READ_SECONDS, run: (context) => hubOf(context).sweep() },
  operations,
  upgrades: (context) => [
    liveDoor({
      ...context.deps,
      hub: hubOf(context),
      visitorsRead: visitorsRead(context.config, context.deps),
    }),
  ],
  drain: async (context) => hubOf(context).close(),
});

const hubs = new WeakMap<object, LiveHub>();

/** One for all doors and hearers of a process. */
function hubOf(context: Context): LiveHub {
  const before = hubs.get(context.deps);
  if (before) return before;
  const { deps, hooks, log, config } = context;
  const hub = createLiveHub({
    ...deps,
    hooks,
    log,
    visitorsRead: visitorsRead(context.config, context.deps),
    recheckMs: config.recheckSeconds * 1000,
    version: deps.installed.process.version,
    topicOf: topicsOf(deps.installed),
  });
  hubs.set(deps, hub);
  return hub;
}
