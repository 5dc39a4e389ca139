import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { MOST_LINE, onLines } from './printed-lines.js';

async function linesOf(chunks: readonly Buffer[]): Promise<readonly string[]> {
  const input = Readable.from(chunks, { objectMode: false });
  const heard: string[] = [];
  onLines(input, (line) => heard.push(line));
  await new Promise((resolve) => input.once('end', resolve));
  return heard;
}

it('hears each line once, however it was cut, and the last one without its end', async () => {
  const text = Buffer.from('one\r\ntwo €\n\nthree');
  const bytes = [...text].map((byte) => Buffer.from([byte]));
  expect(await linesOf(bytes)).toEqual(['one', 'two €', '', 'three']);
  expect(await linesOf([text])).toEqual(['one', 'two €', '', 'three']);
});

it('holds no more of a line that does not end than a piece', async () => {
  const chunk = Buffer.alloc(65_536, 'x');
  const heard = await linesOf(Array.from({ length: 20 }, () => chunk));
  expect(heard.join('')).toHaveLength(20 * chunk.length);
  expect(Math.max(...heard.map((line) => line.length))).toBe(MOST_LINE);
});
