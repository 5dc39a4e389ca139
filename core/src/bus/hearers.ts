/** Who listens in this process. Shared by both buses. */
import type { EventHandler, EventName, TurnpikeEvent } from '../contracts/events.js';
import type { Logger } from '../contracts/host.js';

type AnyHandler = (event: TurnpikeEvent) => void | Promise<void>;

export interface Hearers {
  /** Returns the undo. */
  add<N extends EventName>(name: N, handler: EventHandler<N>): () => void;
  /** Calls every hearer at once. A hearer that throws is logged and does not keep the others from hearing. */
  tell(event: TurnpikeEvent): void;
  names(): readonly EventName[];
  has(name: EventName): boolean;
  clear(): void;
}

export function createHearers(log: Logger): Hearers {
  const byName = new Map<EventName, Set<AnyHandler>>();

  function add<N extends EventName>(name: N, handler: EventHandler<N>): () => void {
    // A fresh function each time: the same handler may be registered twice and undone once.
    const own: AnyHandler = (event) => handler(event as TurnpikeEvent<N>);
    const handlers = byName.get(name) ?? new Set<AnyHandler>();
    byName.set(name, handlers.add(own));
    return () => {
      handlers.delete(own);
      if (handlers.size === 0 && byName.get(name) === handlers) byName.delete(name);
    };
  }

  function tell(event: TurnpikeEvent): void {
    for (const handler of [...(byName.get(event.name) ?? [])]) void hear(handler, event);
  }

  async function hear(handler: AnyHandler, event: TurnpikeEvent): Promise<void> {
    try {
      await handler(event);
    } catch (error) {
      log.error({ event: event.name, id: event.id, err: error }, 'A hearer of an event failed');
    }
  }

  return {
    add,
    tell,
    names: () => [...byName.keys()],
    has: (name) => byName.has(name),
    clear: () => byName.clear(),
  };
}
