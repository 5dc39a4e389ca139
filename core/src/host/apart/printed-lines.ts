/** What a process prints, line by line. */
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** A longer line comes in pieces: nobody fills the memory of this process with one that does not end. */
export const MOST_LINE = 16_384;

export function onLines(input: Readable, hear: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let held = '';
  const take = (text: string): void => {
    const lines = (held + text).split(/\r?\n/);
    held = lines.pop() ?? '';
    lines.forEach(hear);
    for (; held.length > MOST_LINE; held = held.slice(MOST_LINE)) hear(held.slice(0, MOST_LINE));
  };
  input.on('data', (chunk: Buffer) => take(decoder.write(chunk)));
  input.once('end', () => {
    take(decoder.end());
    if (held !== '') hear(held);
  });
}
