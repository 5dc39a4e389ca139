/** How fast a log is masked, with 50 secrets in all their forms, in text that has none, in coloured text, and in text that has many. */
import { createMasker, secretPatterns } from '@turnpike/sdk/masking';
import type { Bench } from './harness.js';

const CHUNK_BYTES = 65_536;
const CHUNKS = 1_000;

const secrets = Array.from(
  { length: 50 },
  (_, i) => `${i}${Buffer.from(`value of secret ${i * 7919}`).toString('base64')}`,
);
const patterns = secretPatterns(secrets);

function chunkOf(line: string): Buffer {
  return Buffer.from(line.repeat(Math.ceil(CHUNK_BYTES / line.length))).subarray(0, CHUNK_BYTES);
}

function rate(chunk: Buffer): number {
  const masker = createMasker(patterns);
  const begin = performance.now();
  for (let i = 0; i < CHUNKS; i += 1) masker.push(chunk);
  masker.end();
  return (chunk.length * CHUNKS) / 1e3 / (performance.now() - begin);
}

const plain = chunkOf(
  '2026-01-01 12:00:00 step 17 of 400: compiled src/module/file.ts in 12 ms\r\n',
);
const coloured = chunkOf(
  '\u001b[36m2026-01-01 12:00:00\u001b[0m \u001b[32;1m✓\u001b[0m compiled src/module/file.ts in 12 ms\r\n',
);
const full = chunkOf(`a line with ${secrets[7]} in it, as a careless script would print it\r\n`);

export const bench: Bench = {
  name: 'masking',
  summary: '50 secrets, chunks of 64 KiB',
  round: () =>
    Promise.resolve({
      plain: { value: rate(plain), unit: 'MB/s', budget: 200, atLeast: true },
      coloured: { value: rate(coloured), unit: 'MB/s', budget: 100, atLeast: true },
      secretInEachLine: { value: rate(full), unit: 'MB/s', budget: 200, atLeast: true },
    }),
};
