import type { Socket } from 'node:net';

/** Lets so many more bytes out, to the byte, then cuts the connection. */
export function tearAfter(socket: Socket, bytes: number): void {
  let left = bytes;
  const write = socket.write.bind(socket) as (data: Uint8Array, done?: () => void) => boolean;
  const torn = (...args: readonly unknown[]): boolean => {
    const [data, second] = args;
    const encoding = typeof second === 'string' ? (second as BufferEncoding) : 'utf8';
    const done = args.findLast((one) => typeof one === 'function') as (() => void) | undefined;
    const whole = typeof data === 'string' ? Buffer.from(data, encoding) : (data as Uint8Array);
    if (whole.byteLength <= left) {
      left -= whole.byteLength;
      return write(whole, done);
    }
    const part = whole.subarray(0, left);
    left = 0;
    write(part, () => socket.destroy());
    done?.();
    return false;
  };
  socket.write = torn as typeof socket.write;
}
