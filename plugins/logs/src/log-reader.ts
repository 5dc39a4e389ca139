import { type LogReader, type LogStore, type RunRef } from '@turnpike/sdk';
import { searchLines } from './search-lines.js';

/** UTF-8 characters have at most so many bytes after the first. */
const TAIL_BYTES = 3;

export function createLogReader(logs: LogStore): LogReader {
  async function bytesOf(run: RunRef, from: number, to: number): Promise<Buffer> {
    const blocks: Uint8Array[] = [];
    for await (const block of logs.read(run, { kind: 'bytes', from, to })) blocks.push(block);
    return Buffer.concat(blocks);
  }

  return {
    info: (run) => logs.end(run),
    async *read(run, range, signal) {
      for await (const block of logs.read(run, range)) {
        signal?.throwIfAborted();
        yield block;
      }
    },
    async parts(run, after, limit) {
      const parts = await logs.parts(run, after, limit);
      const [first, last] = [parts[0], parts.at(-1)];
      if (!first || !last) return [];
      const info = await logs.end(run);
      // One read for all; the tail is for a character that the last part cuts in two.
      const bytes = await bytesOf(run, first.from, last.to + TAIL_BYTES);
      return parts.map(({ number, from, to }) => ({
        number,
        content: wholeCharacters(bytes, from - first.from, to - first.from),
        final: info?.sealed === true && number === info.parts - 1,
      }));
    },
    search: (run, text, limit) =>
      searchLines(logs.read(run, { kind: 'bytes', from: 0 }), text, limit),
    remove: (run) => logs.delete(run),
  };
}

/** A part ends where an append did, maybe within a character: that one belongs to the part it begins in. */
function wholeCharacters(bytes: Buffer, from: number, to: number): string {
  const skip = (at: number): number => {
    let end = at;
    while (end - at < TAIL_BYTES && isContinuation(bytes[end])) end++;
    return end;
  };
  return bytes.toString('utf8', skip(from), skip(to));
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
