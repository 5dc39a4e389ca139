import type { EventName, Events } from '../contracts/events.js';
import type { Logger } from '../contracts/host.js';
import { markOutside } from './guard.js';

/** How committed facts leave the store: the bus, once it is there. */
export type Publish = <N extends EventName>(name: N, data: Events[N]) => Promise<void>;
export interface Fact<N extends EventName = EventName> {
  readonly name: N;
  readonly data: Events[N];
}

/** Each publish is awaited, and few are in flight: the bundled broker stalls on floods. */
const IN_FLIGHT = 16;

/**
 * Publishes facts in their order. A fact that cannot be published is logged and lost: it is committed, and
 * everybody who waits for it sweeps.
 */
export async function publishFacts(
  publish: Publish | undefined,
  facts: readonly Fact[],
  log: Logger | undefined,
): Promise<void> {
  if (!publish) return;
  const send = async ({ name, data }: Fact): Promise<void> => {
    try {
      await publish(name, data as never);
    } catch (error) {
      log?.warn({ event: name, error: String(error) }, 'an event could not be published');
    }
  };
  for (let from = 0; from < facts.length; from += IN_FLIGHT) {
    const batch = facts.slice(from, from + IN_FLIGHT);
    await markOutside(() => Promise.all(batch.map(send)));
  }
}
