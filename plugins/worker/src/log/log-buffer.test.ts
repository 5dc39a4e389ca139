import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogBuffer } from './log-buffer.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buffer-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Act = readonly ['push', string] | readonly ['spill'] | readonly ['take', number];
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(fc.constant('push' as const), fc.stringMatching(/^[a-z]{1,9}$/)),
  fc.constant(['spill'] as const),
  fc.tuple(fc.constant('take' as const), fc.integer({ min: 1, max: 12 })),
);

describe('the log buffer', () => {
  it('gives every byte once and in order, wherever it waits (property)', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const buffer = createLogBuffer(join(folder, `spool-${++count}`));
        let [written, read] = ['', ''];
        const take = async (most: number): Promise<void> => {
          const bytes = await buffer.read(read.length, most);
          read += Buffer.from(bytes).toString();
          buffer.forget(read.length);
        };
        for (const [what, value] of acts) {
          if (what === 'push') {
            buffer.push(Buffer.from(value));
            written += value;
          } else if (what === 'spill') {
            await buffer.spill();
            expect(buffer.memoryBytes).toBe(0);
          } else await take(value);
        }
        expect(buffer.end).toBe(written.length);
        for (let tries = 0; read.length < written.length && tries < 500; tries++) await take(7);
        expect(read).toBe(written);
        await buffer.close();
      }),
      { numRuns: 150 },
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps what the disk does not take', async () => {
    // Never closed: that would remove the device.
    const buffer = createLogBuffer('/dev/full');
    buffer.push(Buffer.from('still here'));
    await expect(buffer.spill()).rejects.toThrow(/ENOSPC/);
    expect(Buffer.from(await buffer.read(0, 99)).toString()).toBe('still here');
    expect(buffer.memoryBytes).toBe(10);
  });
});
