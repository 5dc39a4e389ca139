import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFile } from './lock-file.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('lockFile', () => {
  it('lets one holder in and the next one after the release', async () => {
    const path = join(folder, 'deep', 'lock');
    const first = await lockFile(path);
    expect(first).toBeDefined();
    expect(await lockFile(path)).toBeUndefined();
    await first?.release();
    await first?.release();
    const second = await lockFile(path);
    expect(second).toBeDefined();
    await second?.release();
  });

  it('sees the lock of another process and gets it once that process was killed', async () => {
    const path = join(folder, 'lock');
    const other = spawn('sh', ['-c', 'exec flock "$0" sh -c "echo held; exec cat"', path], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(other.stdout, 'data');
    expect(await lockFile(path)).toBeUndefined();
    other.stdin.end();
    await once(other, 'exit');
    const mine = await lockFile(path);
    expect(mine).toBeDefined();
    await mine?.release();
  });

  it('is not inherited by programs that the holder starts', async () => {
    const path = join(folder, 'lock');
    const mine = await lockFile(path);
    const child = spawn('cat', { stdio: ['pipe', 'ignore', 'inherit'] });
    await mine?.release();
    const again = await lockFile(path);
    expect(again).toBeDefined();
    await again?.release();
    child.stdin.end();
    await once(child, 'exit');
  });
});
