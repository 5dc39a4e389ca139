import { describe, expect, it } from 'vitest';
import type { LogReader } from '@turnpike/sdk';
import { logJson } from './log-json.js';

const TEXT = Buffer.from('"quoted"\\ \u0000\u001b[0m\r\n€😀\u2028end');

/** Gives single bytes: every character is cut, every escape stands at an edge. */
function reader(parts: number): LogReader {
  return {
    info: async () => undefined,
    async *read(_run, { from, to }) {
      for (const byte of TEXT.subarray(from, to)) yield Uint8Array.of(byte);
    },
    parts: async (_run, after, limit) =>
      Array.from({ length: Math.max(0, Math.min(limit, parts - after - 1)) }, (_, index) => ({
        number: after + 1 + index,
        content: `part ${after + 1 + index}`,
        final: false,
      })),
    search: async () => [],
    remove: async () => undefined,
  };
}

async function parsed(sealed: boolean, parts = 0): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  const info = { end: TEXT.length, sealed, lines: 0, parts };
  const source = {
    logs: reader(parts),
    run: { jobId: 1, run: 1 },
    info,
    signal: new AbortController().signal,
  };
  for await (const chunk of logJson({ '@type': 'log', id: 1 }, source)) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}

describe('a log as JSON', () => {
  it('is whole JSON whatever the log holds and wherever it is cut', async () => {
    const text = TEXT.toString();
    expect(await parsed(true)).toEqual({
      '@type': 'log',
      id: 1,
      content: text,
      log_parts: [{ number: 0, content: text, final: true }],
    });
  });

  it('lists all parts of one that still grows', async () => {
    for (const count of [0, 1, 100, 250]) {
      const { log_parts: listed } = await parsed(false, count);
      const numbers = (listed as { number: number }[]).map((part) => part.number);
      expect(numbers).toEqual(Array.from({ length: count }, (_, index) => index));
    }
  });
});
