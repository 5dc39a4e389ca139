import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { peekPlugins, resolveConfig, type ConfigSection } from './config.js';
import { explainKey } from './explain.js';
import { readSources, type ConfigOptions } from './sources.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'turnpike-config-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): string {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const worker: ConfigSection = {
  id: 'worker',
  running: true,
  schema: z.object({
    slots: z.number().int().default(2).describe('Jobs at once.'),
    queues: z.array(z.string()).default(['default']),
    secretKey: z.string().optional().meta({ secret: true }),
    nested: z.object({ deepValue: z.boolean().default(false) }).prefault({}),
  }),
};

function load(options: ConfigOptions = {}, sections: readonly ConfigSection[] = [worker]) {
  const sources = readSources({ dir: join(root, 'config'), env: 'test', ...options });
  return resolveConfig(sources, sections);
}
const messages = (of: ReturnType<typeof load>) =>
  of.problems.map(
    ({ message, details }) => `${details.file ?? ''}:${details.line ?? ''} ${message}`,
  );

describe('layers', () => {
  it('has defaults, default.yml, <env>.yml, the role, --config, environment and --set, the last one on top', () => {
    const port = (options: ConfigOptions) => load(options).core.http.port;
    expect(port({})).toBe(3030);
    write('config/default.yml', 'http: {port: 1}');
    expect(port({})).toBe(1);
    write('config/test.yml', 'http: {port: 2}');
    expect(port({})).toBe(2);
    write('config/roles/hub.yml', 'http: {port: 3}');
    expect(port({ role: 'hub' })).toBe(3);
    const files = [write('own.yml', 'http:\n  port: 4\n')];
    expect(port({ role: 'hub', files })).toBe(4);
    const environment = { TURNPIKE_HTTP_PORT: '5' };
    expect(port({ files, environment })).toBe(5);
    expect(port({ files, environment, set: ['http.port=6'] })).toBe(6);
  });

  it('joins maps, replaces lists, and spreads the list below', () => {
    write('config/default.yml', "plugins: [a, b]\nnet: {allow: [one]}\nhttp: {host: '::1'}");
    write('config/test.yml', "plugins: ['...', ./mine]\nnet: {allow: [two]}\nhttp: {port: 7}");
    const { core } = load();
    expect(core.plugins).toEqual(['a', 'b', join(root, 'config/mine')]);
    expect(core.net.allow).toEqual(['two']);
    expect(core.http).toMatchObject({ host: '::1', port: 7 });
  });

  it('reads which plugins there are before their keys are known', () => {
    write('config/default.yml', 'plugins: [a]\nworker: {slots: 1}\nhttp: {port: wrong}');
    const sources = readSources({ dir: join(root, 'config'), set: ['run=a,b'] });
    expect(peekPlugins(sources)).toMatchObject({ plugins: ['a'], run: ['a', 'b'] });
  });
});

describe('variables and arguments', () => {
  it('are cast by the schema', () => {
    const { core, section, problems } = load({
      environment: {
        TURNPIKE_HTTP_TRUST_PROXY: '10.0.0.1, 10.0.0.2',
        TURNPIKE_RUN: 'all',
        TURNPIKE_WORKER_SLOTS: '9',
        TURNPIKE_WORKER_NESTED_DEEP_VALUE: 'true',
        TURNPIKE_DATA_DIR: '42',
        TURNPIKE_REMOTES: '{leases: {url: http://hub:3030}}',
      },
      set: ['worker.queues=[a, b]', 'tokens.role=0123456789012345'],
    });
    expect(problems).toEqual([]);
    expect(core.http.trustProxy).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(core.run).toBe('all');
    expect(core.dataDir).toBe('42');
    expect(core.tokens.role).toBe('0123456789012345');
    expect(core.remotes).toEqual({ leases: { url: 'http://hub:3030' } });
    expect(section('worker')).toEqual({
      slots: 9,
      queues: ['a', 'b'],
      nested: { deepValue: true },
    });
  });

  it('reports unknown variables without refusing them, and arguments without a value', () => {
    const loaded = load({
      environment: { TURNPIKE_HTPP_PORT: '1', TURNPIKE_ENV: 'x' },
      set: ['a'],
    });
    expect(loaded.unknownVariables).toEqual(['TURNPIKE_HTPP_PORT']);
    expect(messages(loaded)).toEqual([': --set a has no value.']);
  });
});

describe('problems', () => {
  it('come all at once, each with file, line and a suggestion', () => {
    const file = write(
      'own.yml',
      `# a comment
http:
  port: many
  hots: 127.0.0.1
worker:
  slots: 1.5
  nested:
    deapValue: true
wroker: {}
`,
    );
    expect(messages(load({ files: [file] }))).toEqual([
      `${file}:4 http.hots is not a known key. Did you mean "host"?`,
      `${file}:8 worker.nested.deapValue is not a known key. Did you mean "deepValue"?`,
      `${file}:9 wroker is not a known key. It is neither a key of the core nor an installed plugin. Did you mean "worker"?`,
      `${file}:3 http.port: Invalid input: expected number, received string.`,
      `${file}:6 worker.slots: Invalid input: expected int, received number.`,
    ]);
  });

  it.each(['ci.example.com', 'ci.example.com:8080/ci', 'ftp://ci.example.com', '/ci', ''])(
    'say how an address is written: publicUrl %s',
    (address) => {
      const file = write('own.yml', `publicUrl: '${address}'\n`);
      expect(messages(load({ files: [file] }))).toEqual([
        `${file}:1 publicUrl: It is no address that begins with https:// or http://: https://ci.example.com.`,
      ]);
    },
  );

  it('name the line of broken YAML, a key given twice, and a file that is not there', () => {
    const broken = write('broken.yml', 'http:\n  port: 1\n   host: x\n');
    const twice = write('twice.yml', 'log: {}\nhttp: {}\nlog: {}\n');
    const found = load({ files: [broken, twice, join(root, 'none.yml')] }).problems;
    expect(found.map(({ details }) => [details.file, details.line])).toEqual([
      [broken, 2],
      [twice, 3],
      [join(root, 'none.yml'), undefined],
    ]);
  });

  it('name the roles that there are', () => {
    write('config/roles/worker.yml', 'run: [worker]');
    const [problem] = load({ role: 'wroker' }).problems;
    expect(problem?.message).toBe('There is no role wroker. Did you mean "worker"?');
  });

  it('do not ask for required keys of plugins that run elsewhere, but judge what is there', () => {
    const schema = z.strictObject({ url: z.string(), port: z.number() });
    const mail = (running: boolean) => [{ id: 'mail', schema, running }];
    expect(load({}, mail(false)).problems).toEqual([]);
    expect(messages(load({}, mail(true)))).toEqual([
      ': mail.url is missing.',
      ': mail.port is missing.',
    ]);
    const values = { mail: { port: 'x' } };
    expect(messages(load({ values }, mail(false)))).toEqual([
      'code: mail.port: Invalid input: expected number, received string.',
    ]);
  });

  it('include keys of a plugin that takes none', () => {
    const none = [{ id: 'plain', schema: undefined, running: true }];
    const [problem] = load({ values: { plain: { a: 1 } } }, none).problems;
    expect(problem?.message).toContain('plain is not a known key');
  });
});

describe('explaining a key', () => {
  it('tells the value, where it came from and what it overrides', () => {
    const file = write('own.yml', 'worker:\n  slots: 4\n');
    const loaded = load({ files: [file], environment: { TURNPIKE_WORKER_SLOTS: '5' } });
    expect(explainKey(loaded, 'worker.slots')).toEqual([
      {
        key: 'worker.slots',
        value: 5,
        type: 'integer',
        description: 'Jobs at once.',
        default: 2,
        variable: 'TURNPIKE_WORKER_SLOTS',
        secret: false,
        origin: { layer: 'environment', source: 'TURNPIKE_WORKER_SLOTS' },
        overridden: [{ origin: { layer: 'file', source: file, line: 2 }, value: 4 }],
      },
    ]);
  });

  it('explains all keys of a map, with defaults', () => {
    const keys = explainKey(load(), 'worker').map(({ key, value }) => [key, value]);
    expect(keys).toEqual([
      ['worker.slots', 2],
      ['worker.queues', ['default']],
      ['worker.secretKey', null],
      ['worker.nested.deepValue', false],
    ]);
  });

  it('never shows a secret', () => {
    const loaded = load({
      set: ['worker.secretKey=hunter2hunter2', 'tokens.role=hunter2hunter2hunter2'],
      environment: { TURNPIKE_WORKER_SECRET_KEY: 'hunter2' },
    });
    const text = JSON.stringify([explainKey(loaded, 'worker'), explainKey(loaded, 'tokens')]);
    expect(text).not.toContain('hunter2');
    expect(text).toContain('[secret]');
  });

  it('never shows a secret inside of lists, of maps, or of one of several forms', () => {
    const login = z.strictObject({ user: z.string(), password: z.string().meta({ secret: true }) });
    const deep: ConfigSection = {
      id: 'deep',
      running: true,
      schema: z.object({
        list: z.array(login).default([]),
        byHost: z.record(z.string(), login).default({}),
        either: z.union([z.boolean(), z.string().meta({ secret: true })]).optional(),
        address: z.string().optional(),
      }),
    };
    const file = write(
      'own.yml',
      [
        'deep:',
        '  list: [{user: ann, password: hunter2}]',
        '  byHost: {"ci.example.com": {user: bob, password: hunter2}}',
        '  either: hunter2',
        '  address: "postgres://ci:hunter2@db.example.com/ci"',
      ].join('\n'),
    );
    const loaded = load({ files: [file] }, [deep]);
    const all = explainKey(loaded, 'deep');
    expect(JSON.stringify(all)).not.toContain('hunter2');
    expect(all.map(({ key, value, secret }) => [key, value, secret])).toEqual([
      ['deep.list', [{ user: 'ann', password: '[secret]' }], false],
      ['deep.byHost.ci.example.com.user', 'bob', false],
      ['deep.byHost.ci.example.com.password', '[secret]', true],
      ['deep.either', '[secret]', true],
      ['deep.address', 'postgres://ci:[secret]@db.example.com/ci', false],
    ]);
    expect(explainKey(loaded, 'deep.byHost.ci.example.com.user')).toMatchObject([{ value: 'bob' }]);
  });

  it('suggests a key for one that does not exist', () => {
    expect(() => explainKey(load(), 'worker.slot')).toThrow('Did you mean "slots"?');
  });
});
