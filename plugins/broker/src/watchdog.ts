/**
 * Ends connections that do not read. One slow client makes aedes hold back every publisher of its topics
 * (spikes facts 3), so it is better away: it comes back and sweeps.
 */
import type { Duplex } from 'node:stream';
import type { Logger } from '@turnpike/sdk';

const LOOK_EVERY_MS = 250;
/** Looks in a row. Looks are counted, not time: a busy process must not blame its clients. */
const PATIENCE_LOOKS = 5;

interface Watched {
  readonly conn: Duplex;
  readonly id: string;
  close(): void;
}
export interface Watchdog {
  add(client: Watched): void;
  remove(client: Watched): void;
  stop(): void;
}

export function createWatchdog(log: Logger, everyMs = LOOK_EVERY_MS): Watchdog {
  const stuck = new Map<Watched, number>();
  const timer = setInterval(() => {
    for (const client of stuck.keys()) look(client);
  }, everyMs);
  timer.unref();

  function look(client: Watched): void {
    const looks = client.conn.writableNeedDrain ? (stuck.get(client) ?? 0) + 1 : 0;
    stuck.set(client, looks);
    if (looks < PATIENCE_LOOKS) return;
    stuck.delete(client);
    log.warn({ client: client.id }, 'A client of the broker does not read and was disconnected');
    client.conn.destroy();
    client.close();
  }

  return {
    add: (client) => void stuck.set(client, 0),
    remove: (client) => void stuck.delete(client),
    stop: () => clearInterval(timer),
  };
}
