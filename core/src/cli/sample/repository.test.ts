import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureSampleRepository } from './repository.js';

describe('the sample repository', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'turnpike-test-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8' });

  it('can be cloned, and its own test passes for words it knows and fails for others', async () => {
    expect(await ensureSampleRepository(join(folder, 'sample.git'))).toBe(true);
    git('clone', '--quiet', 'sample.git', 'clone');
    const test = (word: string): string =>
      execFileSync('./test.sh', [word], {
        cwd: join(folder, 'clone'),
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(test('hola')).toContain('0 failures');
    expect(() => test('nuqneH')).toThrow(/Command failed/);
  });

  it('is made once', async () => {
    await ensureSampleRepository(join(folder, 'sample.git'));
    const head = git('-C', 'sample.git', 'rev-parse', 'main');
    expect(await ensureSampleRepository(join(folder, 'sample.git'))).toBe(false);
    expect(git('-C', 'sample.git', 'rev-parse', 'main')).toBe(head);
  });
});
