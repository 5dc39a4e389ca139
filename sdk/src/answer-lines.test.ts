import { describe, expect, it } from 'vitest';
import { answerLines } from './answer-lines.js';

async function answers(text: string, pieceBytes: number): Promise<string[]> {
  const bytes = Buffer.from(text);
  const out: string[] = [];
  async function* stdin(): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
  const io = { stdin: stdin(), out: (part: string) => void out.push(part) };
  expect(await answerLines(io, (line) => Promise.resolve(line))).toBe(0);
  return out;
}

describe('answerLines', () => {
  it.each([1, 3, 1000])('answers line by line, read in pieces of %d bytes', async (bytes) => {
    expect(await answers('{"a":"ü"}\r\n\n  \n{"b":1}\nlast', bytes)).toEqual([
      '{"a":"ü"}\r\n',
      '{"b":1}\n',
      'last\n',
    ]);
  });

  it('takes no separator but the line feed for the end of a line, and writes no other', async () => {
    expect(await answers('"a\u2028b\u2029c\u0085d"\n', 4)).toEqual([
      '"a\\u2028b\\u2029c\\u0085d"\n',
    ]);
  });
});
