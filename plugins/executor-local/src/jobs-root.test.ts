import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeGenerationFolder, workerMark } from './jobs-root.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnpike-jobs-root-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the folder of a launcher', () => {
  it('is made while a guard takes away what is above it, however often', async () => {
    const jobsDir = join(folder, 'jobs');
    const guard = spawn('bash', [
      '-c',
      'while :; do rmdir -- "$1" 2>/dev/null; done',
      '-',
      jobsDir,
    ]);
    try {
      for (let round = 0; round < 300; round += 1) {
        const path = await makeGenerationFolder({ jobsDir, mark: 'x', generation: `g${round}` });
        expect((await stat(path)).isDirectory()).toBe(true);
        await rmdir(path);
      }
    } finally {
      guard.kill('SIGKILL');
      await once(guard, 'exit');
    }
  });

  it('is entered by jobs, and listed by the server alone', async () => {
    const jobsDir = join(folder, 'jobs');
    const path = await makeGenerationFolder({ jobsDir, mark: 'x', generation: 'g' });
    expect((await stat(path)).mode & 0o777).toBe(0o711);
    expect((await stat(jobsDir)).mode & 0o777).toBe(0o711);
  });

  it('is not made where others may change the folder above', async () => {
    const jobsDir = join(folder, 'open');
    await mkdir(jobsDir);
    await chmod(jobsDir, 0o777);
    const made = makeGenerationFolder({ jobsDir, mark: 'x', generation: 'g' });
    await expect(made).rejects.toMatchObject({ code: 'TURNPIKE_CONFIG_INVALID' });
    expect(await readdir(jobsDir)).toEqual([]);
  });
});

describe('the mark of a data folder', () => {
  it('is one for all who start at the same time', async () => {
    const data = join(folder, 'data');
    const marks = await Promise.all(Array.from({ length: 50 }, () => workerMark(data)));
    expect(marks[0]).toMatch(/^[0-9a-f]{8}$/u);
    expect(new Set(marks).size).toBe(1);
    expect(await readdir(data)).toEqual(['mark']);
  });

  it('stays from start to start', async () => {
    expect(await workerMark(folder)).toBe(await workerMark(folder));
  });
});
