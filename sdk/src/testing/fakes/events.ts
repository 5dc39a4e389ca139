import { randomUUID } from 'node:crypto';
import {
  EVENT_IDS,
  type EventBus,
  type EventHandler,
  type EventName,
  type TurnpikeEvent,
} from '@turnpike/core/contracts';

/** A bus whose broker the test can take away, and that says things late or twice. @stable */
export interface FakeEvents extends EventBus {
  /** What was published, in order; also what nobody heard. */
  readonly told: readonly TurnpikeEvent[];
  /** The broker is away: `connected` is false, and what is published is lost. */
  away(): void;
  /** The broker is there again. What was lost stays lost. */
  back(): void;
  /** Tells an earlier event once more, with the same id; default: the last one. Brokers do that. */
  repeat(event?: TurnpikeEvent): void;
}

/** Give it to `testPlugin` as `bus`, or to what takes an event source. Hearers are told at once, not waited for. @stable */
export function fakeEvents(): FakeEvents {
  const hearers = new Map<EventName, Set<EventHandler<never>>>();
  const told: TurnpikeEvent[] = [];
  let connected = true;

  function tell(event: TurnpikeEvent): void {
    for (const hear of hearers.get(event.name) ?? []) {
      // A hearer that fails is told of by the host, as with the real bus; the others hear all the same.
      void Promise.resolve(event as never)
        .then(hear)
        .catch(() => undefined);
    }
  }

  return {
    get connected() {
      return connected;
    },
    told,
    on(name, handler) {
      if (!(name in EVENT_IDS)) throw new Error(`There is no event ${name}.`);
      const all = hearers.get(name) ?? new Set();
      hearers.set(name, all.add(handler as EventHandler<never>));
      return () => void all.delete(handler as EventHandler<never>);
    },
    async publish(name, data) {
      const event = { name, data, id: randomUUID(), origin: 'test' } as TurnpikeEvent;
      told.push(event);
      if (connected) tell(event);
    },
    away: () => void (connected = false),
    back: () => void (connected = true),
    repeat(event = told.at(-1)) {
      if (event) tell(event);
    },
    close: async () => hearers.clear(),
  };
}
