/** The bus of a process that talks to nobody else: tests, and command lines. */
import { randomUUID } from 'node:crypto';
import type { EventBus, TurnpikeEvent } from '../contracts/events.js';
import type { Logger } from '../contracts/host.js';
import { assertOutsideTransaction } from '../store/guard.js';
import { createHearers } from './hearers.js';

/** Always connected; hearers are called before `publish` resolves, but not waited for. */
export function createMemoryBus(options: {
  readonly log: Logger;
  readonly origin?: string;
}): EventBus {
  const hearers = createHearers(options.log);
  const origin = options.origin ?? randomUUID();
  return {
    connected: true,
    on: hearers.add,
    async publish(name, data) {
      assertOutsideTransaction(`Publishing ${name}`);
      hearers.tell({ name, data, id: randomUUID(), origin } as TurnpikeEvent);
    },
    async close() {
      hearers.clear();
    },
  };
}
