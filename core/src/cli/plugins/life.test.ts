/** The commands on added plugins, as somebody types them; what a plugin declares is read by the real command. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Io } from '../io.js';
import { runCli } from '../run-cli.js';

let folder = '';
const at = (...names: readonly string[]): string => join(folder, ...names);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-life-'));
  mkdirSync(at('config'));
  write('config/default.yml', 'plugins: [./own.mjs]\nbus: {url: memory}\ndatabase: {url: none}\n');
  write('config/own.mjs', plugin({ id: 'own' }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(join(at(file), '..'), { recursive: true });
  writeFileSync(at(file), text);
}
const plugin = (definition: object, more = ''): string =>
  `export const plugin = { kind: 'turnpike-plugin', definition: {
    summary: 'One.', ...${JSON.stringify(definition)}, ${more} } };\n`;
const packaged = (manifest: object): string =>
  JSON.stringify({ type: 'module', exports: './index.js', ...manifest });

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
async function run(args: readonly string[], world: Partial<Io> = {}): Promise<Result> {
  let [out, err] = ['', ''];
  const code = await runCli(args, {
    env: { PATH: process.env['PATH'], TURNPIKE_CONFIG_DIR: at('config') },
    cwd: folder,
    isTerminal: false,
    stdin: (async function* () {})(),
    ...world,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  });
  return { code, out, err };
}
const life = (...args: readonly string[]): Promise<Result> => run(['plugin', ...args]);
const json = async (...args: readonly string[]): Promise<never> =>
  JSON.parse((await life(...args, '--json')).out) as never;
interface Locked {
  readonly plugins: Readonly<
    Record<string, { readonly folder: string; readonly integrity: string; readonly entry: string }>
  >;
}
const lock = (): Locked =>
  JSON.parse(readFileSync(at('data/plugins.d/lock.json'), 'utf8')) as Locked;
const added = (): string[] =>
  existsSync(at('data/plugins.d')) ? readdirSync(at('data/plugins.d')).toSorted() : [];
const copyOf = (name: string): string => {
  const one = lock().plugins[name]!;
  return at('data/plugins.d', one.folder, one.entry);
};

describe('adding a plugin', () => {
  it('shows what a file declares, and adds nothing where nobody is there to consent', async () => {
    const more = `on: {'build:finished': () => {}}, taps() {}`;
    write('pigeon.mjs', plugin({ id: 'pigeon' }, more));
    const asked = await life('add', './pigeon.mjs');
    expect(asked).toMatchObject({ code: 2, out: '' });
    expect(asked.err).toMatch(/events that it hears +build:finished\n/);
    expect(asked.err).toMatch(/takes part in decisions +hooks/);
    expect(asked.err).toContain('Add pigeon? Nobody is there to be asked.\n  → Add --yes.');
    expect(added()).toEqual([]);
  });

  it('shows what it would be given, in words', async () => {
    const more = `permissions: { hooks: ['job.payload'], secrets: ['keys'], hosts: ['*.example.org'] }`;
    write('pigeon.mjs', plugin({ id: 'pigeon' }, more));
    const { err } = await life('add', './pigeon.mjs');
    expect(err).toMatch(/secrets that it is shown +keys \(SSH keys of repositories\)\n/);
    expect(err).toMatch(/takes part in decisions +job\.payload \(changes what workers are told/);
    expect(err).toMatch(/hosts that it talks to +\*\.example\.org\n/);
    expect(err).toContain('The platform hands it nothing else.');
  });

  it('takes yes for an answer, and nothing else', async () => {
    write('pigeon.mjs', plugin({ id: 'pigeon' }));
    const questions: string[] = [];
    const answering = (answer: string): Partial<Io> => ({
      ask: async (question) => {
        questions.push(question);
        return answer;
      },
    });
    const denied = await run(['plugin', 'add', './pigeon.mjs'], answering('n'));
    expect(denied).toMatchObject({ code: 2 });
    expect(denied.err).toContain('Nothing was added.');
    expect(await run(['plugin', 'add', './pigeon.mjs'], answering('y'))).toMatchObject({ code: 0 });
    expect(questions).toEqual(['Add pigeon? [y/N] ', 'Add pigeon? [y/N] ']);
  });

  it('keeps a copy of the file, loads it, and takes it away again', async () => {
    write('pigeon.mjs', plugin({ id: 'pigeon', version: '3.0.0' }));
    expect((await life('add', './pigeon.mjs', '--yes')).out).toMatch(/^added pigeon/);
    rmSync(at('pigeon.mjs'));
    expect(await json('list')).toMatchObject([{ id: 'own' }, { id: 'pigeon', runs: true }]);
    expect(await run(['config', 'check'])).toMatchObject({ code: 0 });
    expect((await life('remove', 'pigeon')).out).toMatch(/^removed pigeon/);
    expect(added()).toEqual(['lock.json']);
    expect(await json('list')).toMatchObject([{ id: 'own' }]);
    expect(await life('remove', 'pigeon')).toMatchObject({ code: 5 });
  });

  it('reads what it declares where it can write nothing and sees nothing of the server', async () => {
    const effect = `import { writeFileSync } from 'node:fs';\n`;
    const secret = at('secret');
    writeFileSync(secret, 'of the server');
    write('spy.mjs', `${effect}writeFileSync('${at('mark')}', 'ran');${plugin({ id: 'spy' })}`);
    write(
      'thief.mjs',
      `import { readFileSync } from 'node:fs';\nreadFileSync('${secret}');${plugin({ id: 'thief' })}`,
    );
    write(
      'forker.mjs',
      `import { execFileSync } from 'node:child_process';\nexecFileSync('true');${plugin({ id: 'forker' })}`,
    );
    for (const name of ['spy', 'thief', 'forker']) {
      const refused = await life('add', `./${name}.mjs`, '--yes');
      expect(refused.err).toContain(`TURNPIKE_PLUGIN_FAILED`);
      expect(refused.err).toContain(at(`${name}.mjs`));
      expect(refused.err).toContain('Importing a plugin must have no side effect');
    }
    expect(existsSync(at('mark'))).toBe(false);
    expect(added()).toEqual([]);
  });

  it('adds a tarball with version and range of its package, without npm', async () => {
    write('raven/package.json', packaged({ name: '@acme/raven', version: '1.2.0', ...PEERS }));
    write('raven/index.js', plugin({ id: 'raven' }));
    await create({ gzip: true, file: at('raven.tgz'), cwd: folder }, ['raven']);
    const env = { PATH: '/nowhere', TURNPIKE_CONFIG_DIR: at('config') };
    const args = ['plugin', 'add', 'raven.tgz', '--yes', '--json'];
    expect(JSON.parse((await run(args, { env })).out)).toMatchObject({
      name: '@acme/raven',
      version: '1.2.0',
      plugins: ['raven'],
    });
    expect(await json('info', 'raven')).toMatchObject({
      name: '@acme/raven',
      version: '1.2.0',
      sdk: '^0.1.0',
      plugins: [{ id: 'raven', summary: 'One.' }],
      added: { enabled: true, changed: null, from: { kind: 'tarball', spec: at('raven.tgz') } },
    });
  });

  it('adds of a folder what its package would have', async () => {
    const files = ['index.js'];
    write('raven/package.json', packaged({ name: 'raven', version: '1.2.0', files }));
    write('raven/index.js', plugin({ id: 'raven' }));
    write('raven/index.test.js', 'never packed');
    write('raven/node_modules/big/index.js', 'never packed');
    expect(await life('add', './raven', '--yes')).toMatchObject({ code: 0 });
    expect(readdirSync(copyOf('raven')).toSorted()).toEqual(['index.js', 'package.json']);
  });

  it('refuses what the platform could not start with, whole', async () => {
    write('one.mjs', plugin({ id: 'own' }));
    write('two.mjs', plugin({ id: 'two', sdk: '^99.0.0' }));
    write('three.mjs', plugin({ id: 'three', requires: { it: { kind: 'single', name: 'it' } } }));
    write('four.mjs', plugin({ id: 'four' }, `sweep: {everySeconds: 0, run() {}}`));
    write('five.mjs', 'export const nothing = 1;');
    const cases = [
      ['one', /There is a plugin own already, from .*own\.mjs/],
      ['two', /two asks for SDK \^99\.0\.0/],
      ['three', /TURNPIKE_TOKEN_MISSING/],
      ['four', /everySeconds/],
      ['five', /exports neither/],
    ] as const;
    for (const [name, message] of cases) {
      const refused = await life('add', `./${name}.mjs`, '--yes');
      expect(refused.err).toMatch(message);
      expect(refused.code, name).not.toBe(0);
    }
    expect(await json('list')).toMatchObject([{ id: 'own' }]);
    expect(await run(['config', 'check'])).toMatchObject({ code: 0 });
  });

  it('says what is nothing that can be added, what is ours, and what may be meant', async () => {
    mkdirSync(at('here'));
    write('ours/package.json', packaged({ name: '@turnpike/plugin-mine', version: '1.0.0' }));
    write(
      'fetches/package.json',
      packaged({ name: 'fetches', version: '1.0.0', dependencies: { '@turnpike/sdk': '^0.1.0' } }),
    );
    const cases = [
      ['./none.mjs', 5, 'There is nothing at ./none.mjs.'],
      ['https://example.com/x.tgz', 2, 'is nothing that can be added'],
      ['-g', 2, ''],
      ['git+ssh://example.com/x', 2, 'is nothing that can be added'],
      ['here', 2, 'Say ./here for what is here, here@latest for the package.'],
      ['@turnpike/plugin-hub', 1, 'belongs to the platform itself'],
      ['./ours', 1, 'belongs to the platform itself'],
      ['./fetches', 2, 'List @turnpike/sdk in `peerDependencies`'],
      ['./here', 1, 'npm cannot pack'],
    ] as const;
    for (const [what, code, message] of cases) {
      const refused = await life('add', what, '--yes');
      expect(refused.err).toContain(message);
      expect(refused.code, what).toBe(code);
    }
  });
});

const PEERS = { peerDependencies: { '@turnpike/sdk': '^0.1.0' } };

describe('what was added', () => {
  it('is refused at once where its files are others, with the file and the ways out', async () => {
    write('pigeon.mjs', plugin({ id: 'pigeon' }));
    await life('add', './pigeon.mjs', '--yes');
    appendFileSync(copyOf('pigeon'), '// more\n');
    const check = await run(['config', 'check']);
    expect(check.code).toBe(2);
    expect(check.err).toContain(`TURNPIKE_PLUGIN_CHANGED ${copyOf('pigeon')}`);
    expect(check.err).toContain('turnpike plugin upgrade pigeon');
    const doctor = await run(['doctor', '--json']);
    expect(doctor.code).toBe(1);
    expect(JSON.parse(doctor.out)).toContainEqual(
      expect.objectContaining({ name: 'configuration', state: 'failed' }),
    );
    expect((await life('list')).out).toMatch(/^pigeon +- +refused /m);
    expect(await json('info', 'pigeon')).toMatchObject({
      added: { changed: 'The plugin pigeon is refused: pigeon.mjs is not as it was added.' },
    });
    expect((await life('upgrade', 'pigeon')).out).toMatch(/^upgraded pigeon/);
    expect(await run(['config', 'check'])).toMatchObject({ code: 0 });
  });

  it('is refused where a file came to it, or its folder went', async () => {
    write('pigeon.mjs', plugin({ id: 'pigeon' }));
    await life('add', './pigeon.mjs', '--yes');
    writeFileSync(join(copyOf('pigeon'), '../other.mjs'), '');
    expect((await run(['config', 'check'])).err).toContain('other.mjs is not as it was added');
    rmSync(join(copyOf('pigeon'), '..'), { recursive: true });
    expect((await run(['config', 'check'])).err).toContain('its folder cannot be read');
  });

  it('is not loaded while it is disabled, and may have settings and stand in `run` all the same', async () => {
    write('config/default.yml', `bus: {url: memory}\ndatabase: {url: none}\nrun: [pigeon]\n`);
    write('pigeon.mjs', plugin({ id: 'pigeon' }));
    await life('add', './pigeon.mjs', '--yes');
    expect((await life('disable', 'pigeon')).out).toMatch(/^disabled pigeon/);
    appendFileSync(at('config/default.yml'), 'pigeon: {colour: grey}\n');
    expect(await json('list')).toMatchObject([{ id: 'pigeon', runs: false, enabled: false }]);
    expect(await run(['config', 'check'])).toMatchObject({ code: 0 });
    appendFileSync(copyOf('pigeon'), '// more\n');
    expect((await life('enable', 'pigeon')).err).toContain('TURNPIKE_PLUGIN_CHANGED');
  });

  it('goes on as it was where an upgrade asks for more and nobody consents', async () => {
    write('pigeon.mjs', plugin({ id: 'pigeon' }, `on: {'build:finished': () => {}}`));
    await life('add', './pigeon.mjs', '--yes');
    expect((await life('upgrade', 'pigeon')).out).toMatch(/^up to date: pigeon/);
    expect(await life('list', '--outdated')).toMatchObject({ code: 0, out: '' });
    const more = `on: {'build:finished': () => {}, 'job:finished': () => {}}`;
    write('pigeon.mjs', plugin({ id: 'pigeon' }, more));
    expect(await life('list', '--outdated')).toMatchObject({ code: 1 });
    const { integrity } = lock().plugins['pigeon']!;
    const asked = await life('upgrade', 'pigeon');
    expect(asked.code).toBe(2);
    expect(asked.err).toMatch(/asks for, what is new:\n +events that it hears +job:finished\n/);
    expect(lock().plugins['pigeon']!.integrity).toBe(integrity);
    expect((await life('upgrade', 'pigeon', '--yes')).out).toMatch(/^upgraded pigeon/);
    expect(lock().plugins['pigeon']!.integrity).not.toBe(integrity);
    expect(added().filter((name) => name.endsWith('.sums'))).toHaveLength(1);
  });

  it('is not upgraded to another package', async () => {
    write('pigeon.mjs', plugin({ id: 'pigeon' }));
    write('dove.mjs', plugin({ id: 'dove' }));
    await life('add', './pigeon.mjs', '--yes');
    const refused = await life('upgrade', 'pigeon', './dove.mjs', '--yes');
    expect(refused.err).toContain('This is dove, and not pigeon.');
  });

  it('stays where another plugin cannot do without it', async () => {
    const token = `{ kind: 'single', name: 'seed' }`;
    const gives = `offers: [${token}], provides: () => [{ token: ${token}, value: {} }]`;
    write('seed.mjs', plugin({ id: 'seed' }, gives));
    write('bird.mjs', plugin({ id: 'bird' }, `requires: { seed: ${token} }`));
    await life('add', './seed.mjs', '--yes');
    expect(await life('add', './bird.mjs', '--yes')).toMatchObject({ code: 0 });
    for (const verb of ['remove', 'disable']) {
      const refused = await life(verb, 'seed');
      expect(refused.err).toContain('TURNPIKE_TOKEN_MISSING');
      expect(await run(['config', 'check'])).toMatchObject({ code: 0 });
    }
  });

  it('cannot be removed by this command where it stands in `plugins`', async () => {
    const refused = await life('remove', 'own');
    expect(refused.err).toContain('own was not added by this command');
    expect(await life('info', 'own')).toMatchObject({ code: 0 });
    expect(await life('info', 'owl')).toMatchObject({ code: 5 });
  });

  it('has a lock that is told of where it cannot be read', async () => {
    write('data/plugins.d/lock.json', '{"lockVersion": 7}');
    const check = await run(['config', 'check']);
    expect(check.err).toContain(`TURNPIKE_CONFIG_UNREADABLE ${at('data/plugins.d/lock.json')}`);
    write(
      'data/plugins.d/lock.json',
      JSON.stringify({ lockVersion: 1, plugins: { x: { folder: '../../etc' } } }),
    );
    expect((await run(['config', 'check'])).err).toContain('TURNPIKE_CONFIG_UNREADABLE');
    expect(await life('list')).toMatchObject({ code: 0 });
  });
});
