/** Bus, store, remote and given tokens: what plugins are built upon. */
import { migrationsOf } from './plan.js';
import type { EventBus } from '../contracts/events.js';
import { tokens } from '../contracts/tokens.js';
import { timed, type BootState } from './boot-state.js';
import { checkKey } from './check-key.js';
import { createBus, provideCoreTokens } from './core-parts.js';
import { createRemote } from './remotes.js';
import { openStorePart, type StorePart } from './store-part.js';

/** The broker of this process, if it has one, is built before. */
export async function openCore(boot: BootState): Promise<void> {
  const { container } = boot.core;
  boot.bus = await openBus(boot);
  boot.store = await openStore(boot, boot.bus);
  await checkKey(boot);
  for (const remote of boot.plan.remotes) {
    const client = await createRemote(remote, boot.core.config);
    container.provide(remote.token, `remotes.${remote.token.name}`, () => client);
  }
  for (const { token, value } of boot.options.provided ?? []) {
    if (token.kind !== 'optional') container.provide(token, 'the caller', () => value);
  }
  provideCoreTokens(boot.core, boot.bus, boot.store?.store, boot.installed);
}

async function openBus({ core, steps, options }: BootState): Promise<EventBus> {
  if (options.bus) return options.bus;
  const isEmbedded = core.config.bus.url === 'embedded';
  const broker = isEmbedded ? core.container.resolve(tokens.embeddedBroker) : undefined;
  return timed(steps, 'core', 'bus', () => createBus(core, broker));
}

function openStore(
  { plan, core, log, steps }: BootState,
  bus: EventBus,
): Promise<StorePart | undefined> {
  const migrations = migrationsOf(plan);
  const { dataDir } = core.paths;
  return timed(steps, 'core', 'migrate', () =>
    openStorePart({ config: core.config.database, dataDir, bus, log, migrations }),
  );
}
