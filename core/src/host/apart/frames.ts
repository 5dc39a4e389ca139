/** Texts over a stream, each behind its length. Nobody believes the other side about how much it will send. */
import type { Duplex } from 'node:stream';

export interface FrameOptions {
  /** A longer text ends the stream. */
  readonly mostBytes: number;
  /** Does the other side get only its share of this process? */
  readonly isLimited: boolean;
  onText(text: string): void;
}

const HEAD_BYTES = 4;
const MOST_UNREAD_BYTES = 64 * 1_048_576;

/** Answers how to send. What goes wrong destroys the stream with an error that says what. */
export function framed(
  stream: Duplex,
  { mostBytes, isLimited, onText }: FrameOptions,
): (text: string) => void {
  let held: Buffer[] = [];
  let size = 0;
  const share = isLimited ? shareOf(stream) : (work: () => void) => work();
  stream.on('data', (chunk: Buffer) => {
    held.push(chunk);
    size += chunk.length;
    share(takeAll);
  });

  function takeAll(): void {
    for (let length = nextLength(); length !== undefined; length = nextLength()) {
      const all = held.length === 1 ? held[0]! : Buffer.concat(held);
      const rest = all.subarray(HEAD_BYTES + length);
      held = rest.length === 0 ? [] : [rest];
      size = rest.length;
      onText(all.toString('utf8', HEAD_BYTES, HEAD_BYTES + length));
    }
  }

  /** undefined: the next text is not whole. */
  function nextLength(): number | undefined {
    if (size < HEAD_BYTES || stream.destroyed) return undefined;
    if (held[0]!.length < HEAD_BYTES) held = [Buffer.concat(held)];
    const length = held[0]!.readUInt32BE(0);
    if (length > mostBytes)
      stream.destroy(new Error(`It sent more than ${mostBytes} bytes at once.`));
    return length > mostBytes || size < HEAD_BYTES + length ? undefined : length;
  }

  return (text) => {
    if (!stream.writable) return;
    const body = Buffer.from(text);
    const head = Buffer.allocUnsafe(HEAD_BYTES);
    head.writeUInt32BE(body.length);
    stream.write(Buffer.concat([head, body]));
    if (stream.writableLength > MOST_UNREAD_BYTES)
      stream.destroy(new Error('It does not read what it is sent.'));
  };
}

const SHARE_MS = 100;
const PAUSE_MS = 300;

/** Of each second: after so much work for it, it waits. It cannot keep this process busy by sending. */
function shareOf(stream: Duplex): (work: () => void) => void {
  let spent = 0;
  let since = performance.now();
  return (work) => {
    const begun = performance.now();
    if (begun - since > 1_000) [since, spent] = [begun, 0];
    work();
    spent += performance.now() - begun;
    if (spent < SHARE_MS) return;
    spent = 0;
    stream.pause();
    setTimeout(() => stream.resume(), PAUSE_MS);
  };
}
