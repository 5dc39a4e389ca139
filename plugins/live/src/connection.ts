/**
 * One browser. Events that it does not take in time are not queued: it is told which topics lost some,
 * and reads again. One that takes nothing at all for long is disconnected.
 */
import type { LiveMessage } from '@turnpike/sdk/platform';
import type { WebSocket } from 'ws';

/** Above this, nothing more is sent until the browser has taken what lies there. */
const FULL_BYTES = 1_048_576;
const LOG_FULL_BYTES = 262_144;
const LOOK_MS = 100;
const STUCK_MS = 30_000;
const PING_MS = 30_000;

export interface Connection {
  /** Always sent: answers to what the browser asked. */
  send(message: LiveMessage): void;
  /** The same for a text that many get: it is made once. */
  sendText(text: string): void;
  /** An event of these topics, as text; dropped and told of later where the browser is slow. */
  tell(topics: readonly string[], text: string): void;
  /** Resolves when the browser has room for log bytes; false: it is gone. */
  room(): Promise<boolean>;
  readonly isOpen: boolean;
  close(code: number, reason: string): void;
}

export function createConnection(socket: WebSocket): Connection {
  const lost = new Set<string>();
  let slowSince: number | undefined;
  let isAlive = true;
  const looking = setInterval(look, LOOK_MS);
  const pinging = setInterval(ping, PING_MS);
  socket.on('pong', () => {
    isAlive = true;
  });
  socket.on('error', () => socket.terminate());
  socket.once('close', () => {
    clearInterval(looking);
    clearInterval(pinging);
  });

  const isOpen = (): boolean => socket.readyState === socket.OPEN;
  const isFull = (): boolean => socket.bufferedAmount > FULL_BYTES;

  function sendText(text: string): void {
    if (isOpen()) socket.send(text);
  }

  function send(message: LiveMessage): void {
    sendText(JSON.stringify(message));
  }

  function look(): void {
    if (isFull()) {
      slowSince ??= performance.now();
      if (performance.now() - slowSince > STUCK_MS) socket.terminate();
      return;
    }
    slowSince = undefined;
    if (lost.size === 0) return;
    send({ dropped: [...lost] });
    lost.clear();
  }

  function ping(): void {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    if (isOpen()) socket.ping();
  }

  return {
    send,
    sendText,
    tell(topics, text) {
      if (isFull()) for (const topic of topics) lost.add(topic);
      else sendText(text);
    },
    async room() {
      while (isOpen() && socket.bufferedAmount > LOG_FULL_BYTES) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
      return isOpen();
    },
    get isOpen() {
      return isOpen();
    },
    close: (code, reason) => socket.close(code, reason),
  };
}
