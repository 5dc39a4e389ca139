import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { unreachable } from './connect.js';

/** One line of a server: `:who COMMAND word word :the rest`. */
export interface Heard {
  readonly command: string;
  readonly words: readonly string[];
}

/** Lines to and from a server. */
export interface Session {
  say(line: string): void;
  /** The next line that `answers` wants; PING is answered meanwhile. Throws where the connection ends before. */
  until(answers: (heard: Heard) => boolean): Promise<Heard>;
  /** Says goodbye, and waits until all of it is sent. */
  quit(): Promise<void>;
}

export function createSession(socket: Socket, host: string): Session {
  const reader = createInterface({ input: socket, crlfDelay: Infinity });
  const lines = reader[Symbol.asyncIterator]();
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  // Said by whoever reads next: a socket that is destroyed has no end of its own.
  socket.on('error', () => undefined);
  socket.once('close', () => reader.close());
  return {
    say,
    async until(answers) {
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw unreachable(host);
        const heard = read(value);
        if (heard.command === 'PING') say(`PONG :${heard.words.at(-1) ?? ''}`);
        else if (answers(heard)) return heard;
      }
    },
    quit: () =>
      new Promise((resolve) => {
        socket.once('close', () => resolve());
        if (socket.destroyed) return resolve();
        socket.end('QUIT :told\r\n');
      }),
  };
}

function read(line: string): Heard {
  const [, command = '', rest = ''] = /^(?:@\S+ +)?(?::\S+ +)?(\S+)(.*)$/.exec(line) ?? [];
  const colon = rest.indexOf(' :');
  const words = (colon < 0 ? rest : rest.slice(0, colon)).split(' ').filter((word) => word !== '');
  return {
    command: command.toUpperCase(),
    words: colon < 0 ? words : [...words, rest.slice(colon + 2)],
  };
}
