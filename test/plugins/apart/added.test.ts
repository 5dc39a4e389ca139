/** Added plugins in processes of their own: what they declare when they run is what was consented to. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turnpike } from '../../support/process.js';

const run = promisify(execFile);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnpike-added-'));
  const config = `dataDir: ${join(folder, 'data')}\nisolation: process\n`;
  await writeFile(join(folder, 'turnpike.yml'), config);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function command(...args: readonly string[]): Promise<string> {
  const all = [turnpike, 'plugin', ...args, '--config', join(folder, 'turnpike.yml')];
  const ran = run(process.execPath, all, { cwd: folder, env: { PATH: process.env['PATH'] } });
  const { stdout, stderr } = await ran.catch((error: { stdout: string; stderr: string }) => error);
  return stdout + stderr;
}

async function add(id: string, hooks: string): Promise<string> {
  const text = `import { definePlugin } from '@turnpike/sdk';
    export const plugin = definePlugin({
      id: '${id}',
      summary: 'One that was added.',
      permissions: { hooks: ${hooks} },
      taps: () => undefined,
    });`;
  await writeFile(join(folder, `${id}.mjs`), text);
  return command('add', `./${id}.mjs`, '--yes');
}

describe('an added plugin in a process of its own', () => {
  it('is listed and told of as one', async () => {
    expect(await add('honest', "['request.accept']")).toContain('added honest');
    expect(await command('list')).toMatch(/honest +0\.1\.0 +runs apart +1 hook/);
    expect(await command('info', 'honest')).toContain('in a process of its own');
    expect(await command('doctor')).toContain('no problems');
  });

  it('is not taken where it asks for more when it runs than when it was read for consent', async () => {
    const more = "process.argv.includes('apart') ? ['request.accept', 'job.payload'] : []";
    const told = await add('liar', more);
    expect(told).toContain('TURNPIKE_PLUGIN_CHANGED');
    expect(told).toContain('liar asks for more than was consented to');
    expect(told).not.toContain('added liar');
    expect(await command('list')).not.toContain('liar');
  });

  it('does not run where it asks for more later', async () => {
    const file = join(folder, 'data/plugins.d/lock.json');
    await add('honest-at-first', "['request.accept', 'job.payload']");
    const lock = await readFile(file, 'utf8');
    await writeFile(file, lock.replace(/,\s*"job\.payload \(.*"/, ''));
    const told = await command('doctor');
    expect(told).toContain('honest-at-first asks for more than was consented to');
    expect(told).toContain('turnpike plugin upgrade honest-at-first');
    expect(await command('list')).toMatch(/honest-at-first +0\.1\.0 +failed /);
  });
});
