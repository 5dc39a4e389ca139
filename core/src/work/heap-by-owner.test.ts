import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { watchHeap } from './heap-by-owner.js';

const folder = mkdtempSync(join(tmpdir(), 'turnpike-heap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const KEEPING = `export const kept = [];
export const keep = (count) => { for (let i = 0; i < count; i += 1) kept.push({ line: 'x'.repeat(9) + i, list: new Array(64).fill(i) }); };
export const drop = (count) => { for (let i = 0; i < count; i += 1) ({ list: new Array(64).fill(i) }); };`;

it('finds whose code keeps what lives, and forgets what was let go', async () => {
  const watch = watchHeap();
  const load = async (name: string) => {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, KEEPING);
    return (await import(pathToFileURL(file).href)) as Record<
      'keep' | 'drop',
      (count: number) => void
    >;
  };
  try {
    (await load('leaky')).keep(60_000);
    (await load('tidy')).drop(60_000);
    const bytes = watch.bytesBy((url) => /(leaky|tidy)\.mjs/.exec(url)?.[1]);
    // 60,000 lists of 64 words: some 32 MB.
    expect(bytes.get('leaky')).toBeGreaterThan(20e6);
    expect(bytes.get('leaky')).toBeLessThan(60e6);
    expect(bytes.get('tidy') ?? 0).toBeLessThan(10e6);
  } finally {
    watch.stop();
  }
});
