import {
  EVENT_NAMES,
  definePlugin,
  optional,
  tokens,
  type EventName,
  type PluginContext,
  type TurnpikeEvent,
} from '@turnpike/sdk';
import { liveConfig, visitorsRead, type LiveConfig } from '../config.js';
import { authorizeRoute } from './authorize.js';
import { pusherDoor } from './door.js';
import { createPusherHub, type PusherHub } from './hub.js';
import { operations } from './operations.js';
import { readerNow } from './user-now.js';

const requires = {
  store: tokens.store,
  logs: tokens.logReader,
  secrets: tokens.secrets,
  visitorRights: optional(tokens.visitorRights),
} as const;
type Context = PluginContext<LiveConfig, typeof requires>;

const LOOK_SECONDS = 2;
const HEARD = EVENT_NAMES.filter((name) => /^(job|build):/.test(name));

export const plugin = definePlugin({
  id: 'pusher',
  summary: "Tells Travis's own clients what happens, in Pusher's protocol.",
  config: liveConfig,
  requires,
  on: Object.fromEntries(
    HEARD.map((name) => [
      name,
      (event: TurnpikeEvent, context: Context) => hubOf(context).hear(event),
    ]),
  ) as { [N in EventName]?: (event: TurnpikeEvent, context: Context) => Promise<void> },
  sweep: { everySeconds: LOOK_SECONDS, run: (context) => hubOf(context).sweep() },
  operations,
  routes: (context) => [authorizeRoute({ ...portsOf(context), clock: context.clock })],
  upgrades: (context) => [
    pusherDoor({
      ...portsOf(context),
      hub: hubOf(context),
      userNow: (id) => readerNow(context.deps.store, id),
      now: () => context.clock.now(),
    }),
  ],
  drain: async (context) => hubOf(context).close(),
});

function portsOf({ config, deps, hooks }: Context) {
  const { store, secrets } = deps;
  return { store, secrets, hooks, visitorsRead: visitorsRead(config, deps) };
}

const hubs = new WeakMap<object, PusherHub>();

/** One for all doors and hearers of a process. */
function hubOf(context: Context): PusherHub {
  const before = hubs.get(context.deps);
  if (before) return before;
  const { deps, log, config } = context;
  const recheckMs = config.recheckSeconds * 1000;
  const hub = createPusherHub({ store: deps.store, logs: deps.logs, log, recheckMs });
  hubs.set(deps, hub);
  return hub;
}
