/**
 * Sends events one after another with few in flight, and keeps a few while the broker is away.
 * What does not fit is forgotten: sweeps find the facts in the database.
 */
const IN_FLIGHT = 16;
const KEPT = 500;
/** A publish that took this long counts as done for the caller; it is still sent. */
const PATIENCE_MS = 1_000;

export interface OutboxMessage {
  readonly topic: string;
  readonly text: string;
  /** Not worth keeping while the broker is away or far behind (log notices, topics of plugins). */
  readonly fleeting: boolean;
}
export interface Outbox {
  /** Resolves when the broker has it, at once while it is away, and in any case within a second. */
  put(message: OutboxMessage): Promise<void>;
  /** Call when the broker is back. */
  flush(): void;
  readonly dropped: number;
}

export function createOutbox(port: {
  send(message: OutboxMessage): Promise<void>;
  connected(): boolean;
}): Outbox {
  const waiting: { message: OutboxMessage; done: () => void }[] = [];
  let inFlight = 0;
  let dropped = 0;

  async function put(message: OutboxMessage): Promise<void> {
    if (message.fleeting && (!port.connected() || waiting.length > KEPT / 2)) return;
    const sent = new Promise<void>((done) => waiting.push({ message, done }));
    if (waiting.length > KEPT) forgetOldest();
    pump();
    if (port.connected()) await atMost(sent, PATIENCE_MS);
  }

  function forgetOldest(): void {
    waiting.shift()?.done();
    dropped += 1;
  }

  function pump(): void {
    while (port.connected() && inFlight < IN_FLIGHT && waiting.length > 0) {
      const next = waiting.shift();
      if (next) void sendOne(next.message).finally(next.done);
    }
  }

  async function sendOne(message: OutboxMessage): Promise<void> {
    inFlight += 1;
    try {
      await port.send(message);
    } catch {
      dropped += 1;
    } finally {
      inFlight -= 1;
      pump();
    }
  }

  return {
    put,
    flush: pump,
    get dropped() {
      return dropped;
    },
  };
}

async function atMost(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
