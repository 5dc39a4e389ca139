/** A plugin from outside the project that adds to the configuration language: all who read it know at once. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WireSystem } from '@turnpike/core/contracts/wire';
import { installedKeys } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ymlReference } from '../../scripts/lib/yml-reference.js';
import { apiClient } from '../support/api-client.js';
import { freePort } from '../support/mosquitto.js';
import { cliAccess, root, startProcess, turnpike } from '../support/process.js';

const KEYS = `
import { definePlugin } from '@turnpike/sdk';
const text = { type: 'str' };
const list = { type: 'any', flags: ['expand'], only: { language: ['zig'] }, summary: 'Versions of Zig.',
  any_of: [{ type: 'seq', items: text, normal: true }, text] };
export const plugin = definePlugin({
  id: 'ID', summary: 'Adds to the language.',
  yml: [
    { at: 'root', language: { value: 'zig' }, keys: { KEY: list } },
    { at: 'addons', keys: { zig_cache: { type: 'map', keys: { size: text } } } },
    { at: 'deploy', keys: { zigway: { type: 'map', keys: { target: text } } } },
    { at: 'notifications', keys: { pigeon: { type: 'map', keys: { loft: text } } } },
  ],
});
`;
const YML = `language: zig
zig: ['0.13', '0.14']
env: [A=1, A=2]
addons: {zig_cache: {size: 1G}}
deploy: {provider: zigway, target: moon, on: {branch: main}}
notifications: {pigeon: {loft: north}}
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'strangers-keys-'));
  mkdirSync(join(folder, 'node_modules/@turnpike'), { recursive: true });
  symlinkSync(join(root, 'sdk'), join(folder, 'node_modules/@turnpike/sdk'));
  writeFileSync(join(folder, 'zig.mjs'), KEYS.replace('ID', 'zig').replace('KEY', 'zig'));
  const other = KEYS.replace('ID', 'other').replace('KEY', 'rvm');
  writeFileSync(join(folder, 'other.mjs'), other);
  for (const name of ['zig', 'other'])
    writeFileSync(
      join(folder, `${name}.yml`),
      `dataDir: ${join(folder, 'data')}\nplugins: ['...', './${name}.mjs']\n`,
    );
  writeFileSync(join(folder, '.travis.yml'), YML);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a command printed, whatever its exit code. */
function cli(args: readonly string[], input = ''): string {
  try {
    return execFileSync(process.execPath, [turnpike, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, NO_COLOR: '1' },
      encoding: 'utf8',
      stdio: 'pipe',
      input,
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

describe("a stranger's keys", () => {
  it('are known to linter, matrix and editors; its axis stands before env', () => {
    const line = JSON.stringify({ id: 1, input: YML });
    const { messages, matrix } = JSON.parse(
      cli(['config', '--jsonl', '--config', 'zig.yml'], line),
    ) as { messages: { code: string }[]; matrix: Record<string, unknown>[] };
    expect(messages.filter(({ code }) => code !== 'default')).toEqual([]);
    expect(matrix.map(({ zig, env }) => [zig, env])).toEqual([
      ['0.13', [{ A: '1' }]],
      ['0.13', [{ A: '2' }]],
      ['0.14', [{ A: '1' }]],
      ['0.14', [{ A: '2' }]],
    ]);
    // What is left to its default is no finding to a reader, so a clean file is only named in JSON.
    const linted = cli(['lint', '--json', '--config', 'zig.yml']);
    expect(linted).toContain('.travis.yml');
    expect(linted).not.toMatch(/unknown|error/);
    const schema = cli(['schema', '--config', 'zig.yml']);
    const words = ['zig', 'zig_cache', 'zigway', 'pigeon'];
    expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(schema))).toEqual([]);
    const absent = cli(['schema']);
    expect(words.filter((word) => new RegExp(`\\b${word}\\b`).test(absent))).toEqual([]);
    // The server's folder is not a linter's to make.
    expect(existsSync(join(folder, 'data'))).toBe(false);
  }, 300_000);

  it('are unknown where it is not installed', () => {
    const line = JSON.stringify({ id: 1, input: YML });
    const { messages } = JSON.parse(cli(['config', '--jsonl'], line)) as {
      messages: { code: string; args?: { key?: string; value?: string } }[];
    };
    const unknown = messages.filter(({ code }) => code.startsWith('unknown'));
    expect(unknown.map(({ args }) => args?.key ?? args?.value)).toEqual(
      expect.arrayContaining(['zig', 'zig_cache', 'zigway', 'pigeon']),
    );
  }, 300_000);

  it('stand in the reference', async () => {
    const path = join(folder, 'zig.mjs');
    const text = ymlReference([...(await installedKeys()), ...(await installedKeys([path]))]);
    expect(text).toMatch(/\*\*`zig`\*\*: .*Versions of Zig\. Axis of the matrix\. _zig_/);
    for (const word of ['zig_cache', 'zigway', 'pigeon']) expect(text).toContain(`**\`${word}\`**`);
  });

  it('that are defined differently are left out with their plugin, which is named, and the server runs', async () => {
    const text = cli(['config', 'check', '--config', 'other.yml']);
    expect(text).toContain('TURNPIKE_YML_KEY_CONFLICT');
    expect(text).toMatch(/languages and other define the key rvm/);
    const listed = cli(['plugin', 'list', '--config', 'other.yml']);
    expect(listed).toMatch(/^other +\S+ +failed +.*languages and other define the key rvm/m);
    const server = await startProcess({
      name: 'other',
      folder: join(folder, 'server-other'),
      config: { http: { port: await freePort() }, plugins: ['...', join(folder, 'other.mjs')] },
    });
    try {
      const { token } = await cliAccess(server.dataDir);
      const { plugins } = (await apiClient(server.url, token).get('/v3/system')) as WireSystem;
      const scopeOf = (name: string) => plugins.find(({ id }) => id === name)?.scope;
      expect(scopeOf('other')?.failure).toMatch(/languages and other define the key rvm/);
      expect(scopeOf('travis-yml')?.state).toBe('running');
    } finally {
      await server.stop();
    }
  }, 300_000);

  it('are known to the linter of a running server', async () => {
    const server = await startProcess({
      name: 'zig',
      folder: join(folder, 'server'),
      config: { http: { port: await freePort() }, plugins: ['...', join(folder, 'zig.mjs')] },
    });
    try {
      const { url, token } = await cliAccess(join(folder, 'server/data'));
      const lint = async (content: string) =>
        (await apiClient(url, token).post('/v3/lint', { content })) as {
          warnings: { message: string }[];
        };
      const told = ({ warnings }: { warnings: { message: string }[] }) =>
        warnings.map(({ message }) => message).join('\n');
      expect(told(await lint(YML))).not.toMatch(/unknown/i);
      expect(told(await lint(`${YML}zag: 1\n`))).toMatch(/zag/);
    } finally {
      await server.stop();
    }
  }, 300_000);
});
