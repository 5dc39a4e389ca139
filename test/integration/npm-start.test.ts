import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { root } from '../support/root.js';

let folder: string | undefined;
afterEach(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Stopped by SIGTERM once `until` was printed. */
async function npmStart(until: RegExp): Promise<{ text: string; code: number | null }> {
  folder = await mkdtemp(join(tmpdir(), 'turnpike-start-'));
  const set = ['--set', 'http.port=0', '--set', `dataDir=${join(folder, 'data')}`];
  // As a machine of a CI has it: its programs may think that colours are shown.
  const env = { ...process.env, CI: 'true', GITHUB_ACTIONS: 'true' };
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), ...set], { env });
  let text = '';
  const hear = (bytes: Buffer): void => {
    const isNew = !until.test(text);
    text += bytes.toString();
    if (isNew && until.test(text)) child.kill('SIGTERM');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { text, code };
}

it('npm start without a terminal prints lines of text: no control characters, no JSON, nothing twice', async () => {
  const { text, code } = await npmStart(/sample build #1 (passed|failed|errored)/);
  expect(code, text).toBe(0);
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
  expect(text).not.toMatch(/^\s*[{[]"/m);
  expect(text.match(/^ready http:\/\/127\.0\.0\.1:\d+$/gm)).toHaveLength(1);
  expect(text.match(/#once=/g)).toHaveLength(1);
  expect(text).toMatch(/sample build #1 passed/);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('['));
  expect(new Set(lines).size).toBe(lines.length);
}, 300_000);
