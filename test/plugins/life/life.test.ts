/** Plugins that come to a server and go again, by the command that is installed and a registry of their own. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProcess, turnpike, type PlatformProcess } from '../../support/process.js';
import { smallRegistry, type SmallRegistry } from './small-registry.js';

let folder = '';
let registry: SmallRegistry;
let server: PlatformProcess | undefined;
const at = (...names: readonly string[]): string => join(folder, ...names);
const data = (...names: readonly string[]): string => at('server/data/plugins.d', ...names);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-life-'));
  for (const name of ['home', 'registry', 'server', 'work']) mkdirSync(at(name));
  writeFileSync(at('server/turnpike.yml'), JSON.stringify({ dataDir: at('server/data') }));
  registry = await smallRegistry(at('registry'));
});
afterAll(async () => {
  await server?.kill();
  await registry.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
const environment = () => ({
  PATH: process.env['PATH'],
  HOME: at('home'),
  npm_config_registry: registry.url,
  npm_config_cache: at('home/cache'),
  npm_config_fetch_retries: '0',
});
/** Not while the registry has to answer from this process: see `asking`. */
function type(...args: readonly string[]): Result {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [turnpike, ...args, '--config', at('server/turnpike.yml')],
    { cwd: at('work'), env: environment(), encoding: 'utf8' },
  );
  return { code: status, out: stdout, err: stderr };
}
async function asking(...args: readonly string[]): Promise<Result> {
  const line = [turnpike, ...args, '--config', at('server/turnpike.yml')];
  return new Promise((resolve) => {
    const options = { cwd: at('work'), env: environment(), encoding: 'utf8' } as const;
    execFile(process.execPath, line, options, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}
const start = async (): Promise<PlatformProcess> =>
  startProcess({
    name: 'server',
    folder: at('server'),
    config: { http: { port: 0 }, worker: { executor: 'dummy' } },
  });

const answering = (id: string, words: string, more = ''): string => `
import { definePlugin } from '@turnpike/sdk';
${more}
export const plugin = definePlugin({
  id: '${id}', summary: 'Answers.',
  permissions: { routes: ['GET /${id}'] },
  routes: () => [{ method: 'GET', path: '/${id}', allow: ['anonymous'], handle: async () => ({ body: { says: ${words} } }) }],
});
`;

describe('a plugin in one file', () => {
  it('is added, answers in the server, and is refused once its file is another one', async () => {
    writeFileSync(at('work/parrot.mjs'), answering('parrot', '"hello"'));
    expect(type('plugin', 'add', './parrot.mjs')).toMatchObject({ code: 2, out: '' });
    expect(type('plugin', 'add', './parrot.mjs', '--yes')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^added parrot\n/) as string,
    });
    rmSync(at('work/parrot.mjs'));
    server = await start();
    const answer = await fetch(`${server.url}/parrot`);
    expect(await answer.json()).toEqual({ says: 'hello' });
    expect(await server.stop()).toBe(0);

    const [kept = ''] = readdirSync(data()).filter((name) => /^parrot-[0-9a-f]+$/.test(name));
    appendFileSync(data(kept, 'parrot.mjs'), '// and more\n');
    server = await start();
    expect((await fetch(`${server.url}/parrot`)).status).toBe(404);
    expect(server.output()).toMatch(/parrot\.mjs is not as it was added/);
    expect(await server.stop()).toBe(0);
    for (const command of [['config', 'check'], ['doctor']])
      expect(JSON.stringify(type(...command))).toContain('parrot.mjs is not as it was added');
    expect(type('plugin', 'remove', 'parrot').code).toBe(0);
    expect(type('config', 'check').code).toBe(0);
    expect(readdirSync(data())).toEqual(['lock.json']);
  });

  it('with a setting that it needs says so, and the server waits for it', () => {
    writeFileSync(
      at('work/loft.mjs'),
      `import { definePlugin, z } from '@turnpike/sdk';
      export const plugin = definePlugin({ id: 'loft', summary: 'Keeps.', config: z.object({ place: z.string() }) });`,
    );
    const added = type('plugin', 'add', './loft.mjs', '--yes');
    expect(added.err).toMatch(/settings +place\n/);
    expect(added.out).toContain('next: TURNPIKE_CONFIG_INVALID: loft.place is missing.');
    expect(added.code).toBe(0);
    expect(type('config', 'check').code).toBe(2);
    expect(type('config', 'check', '--set', 'loft.place=north').code).toBe(0);
    expect(type('plugin', 'disable', 'loft').code).toBe(0);
    expect(type('config', 'check', '--set', 'loft.place=north').code).toBe(0);
    expect(type('plugin', 'remove', 'loft').code).toBe(0);
  });
});

describe('a package of a registry', () => {
  const module = `import { word } from 'tiny-word';`;
  const depends = {
    type: 'module',
    exports: './index.js',
    dependencies: { 'tiny-word': '^1.0.0' },
    peerDependencies: { '@turnpike/sdk': '^0.1.0' },
    scripts: { postinstall: 'touch ran', prepare: 'touch ran' },
  };
  beforeAll(() => {
    registry.publish(
      { name: 'tiny-word', version: '1.0.3', type: 'module', exports: './index.js' },
      { 'index.js': `export const word = 'a word';` },
    );
    const first = { name: '@acme/raven', version: '1.0.0', ...depends };
    registry.publish(first, { 'index.js': answering('raven', 'word', module) });
  });

  it('comes with what it depends on, none of whose scripts runs, and with the host’s SDK', async () => {
    const added = await asking('plugin', 'add', '@acme/raven@^1.0.0', '--yes', '--json');
    expect(added.err).toContain('@acme/raven 1.0.0 for SDK ^0.1.0, from @acme/raven@^1.0.0');
    expect(JSON.parse(added.out)).toMatchObject({ name: '@acme/raven', version: '1.0.0' });
    expect(registry.asked.filter((path) => path.includes('turnpike'))).toEqual([]);
    const all = execFileSync('find', [data(), '-name', 'ran']).toString();
    expect(all).toBe('');
    server = await start();
    expect(await (await fetch(`${server.url}/raven`)).json()).toEqual({ says: 'a word' });
    await server.stop();
  });

  it('is refused where a file of a dependency is another one', async () => {
    const [kept = ''] = readdirSync(data()).filter((name) => /^acme-raven-[0-9a-f]+$/.test(name));
    const file = data(kept, 'node_modules/tiny-word/index.js');
    const text = readFileSync(file, 'utf8');
    appendFileSync(file, '// more\n');
    expect(type('config', 'check').err).toContain(`TURNPIKE_PLUGIN_CHANGED ${file}`);
    writeFileSync(file, text);
    expect(type('config', 'check').code).toBe(0);
  });

  it('is outdated when there is a newer one, which asks for what is new', async () => {
    expect(await asking('plugin', 'list', '--outdated')).toMatchObject({ code: 0, out: '' });
    const more = `${module}\nconst on = { 'build:finished': () => undefined };`;
    const text = answering('raven', 'word', more).replace('summary:', 'on, summary:');
    registry.publish({ name: '@acme/raven', version: '1.1.0', ...depends }, { 'index.js': text });
    registry.publish({ name: '@acme/raven', version: '2.0.0', ...depends }, { 'index.js': text });
    const found = await asking('plugin', 'list', '--outdated', '--json');
    expect(found.code).toBe(1);
    expect(JSON.parse(found.out)).toEqual([
      { name: '@acme/raven', version: '1.0.0', wanted: '1.1.0', latest: '2.0.0', unknown: null },
    ]);
    const asked = await asking('plugin', 'upgrade', 'raven');
    expect(asked.code).toBe(2);
    expect(asked.err).toMatch(/asks for, what is new:\n +events that it hears +build:finished\n/);
    expect(await asking('plugin', 'upgrade', 'raven', '--yes')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^upgraded @acme\/raven 1\.1\.0\n/) as string,
    });
    expect(await asking('plugin', 'upgrade', 'raven', '@acme/raven@2')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^upgraded @acme\/raven 2\.0\.0\n/) as string,
    });
  });

  it('that is not there is told of, with who was asked', async () => {
    const none = await asking('plugin', 'add', 'no-such-bird', '--yes');
    expect(none.code).toBe(2);
    expect(none.err).toMatch(/TURNPIKE_PLUGIN_UNKNOWN.*no-such-bird/);
  });
});

it('says that npm is missing where it is needed', () => {
  const node = at('home/node');
  copyFileSync(process.execPath, node);
  mkdirSync(at('work/bird'));
  writeFileSync(at('work/bird/package.json'), '{"name": "bird", "version": "1.0.0"}');
  const given = [turnpike, 'plugin', 'add', './bird', '--config', at('server/turnpike.yml')];
  const { status, stderr } = spawnSync(node, given, {
    cwd: at('work'),
    env: { PATH: at('home'), HOME: at('home') },
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/TURNPIKE_PLUGIN_INSTALL: npm is not here, and is needed to pack/);
  expect(status).toBe(1);
});
