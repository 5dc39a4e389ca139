/** Plugins as strangers wrote them, with the same tests inside the server's process and in processes of their own. */
import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { bootHost, type Host } from '@turnpike/core';
import type { Plugin } from '@turnpike/sdk';
import { tokens, z } from '@turnpike/sdk';
import {
  buildNotice,
  buildRecord,
  eventData,
  fakeEvents,
  jobRecord,
  repositoryRecord,
  requestContext,
  testPlugin,
  type TestHost,
  type TestPluginOptions,
} from '@turnpike/sdk/testing';
import { afterEach, describe, expect, it } from 'vitest';

const file = (name: string) => new URL(`./field/${name}.mjs`, import.meta.url);
const piecesOf = (pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> =>
  Readable.from(pieces).toArray();
const hosts: TestHost[] = [];
const ends: (() => void)[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
  for (const end of ends.splice(0)) end();
});

const MODES = ['in the server', 'in a process of its own'] as const;

describe.each(MODES)('%s', (mode) => {
  async function start(name: string, options: TestPluginOptions = {}): Promise<TestHost> {
    const { plugin } = (await import(file(name).href)) as { plugin: Plugin };
    const apart = mode === MODES[0] ? {} : { apart: file(name) };
    const host = await testPlugin(plugin, { ...options, ...apart });
    hosts.push(host);
    return host;
  }

  it('is where it was put', async () => {
    const { scopes } = (await start('quiet-hours')).installed;
    expect(scopes.map(({ apart }) => apart?.state)).toEqual([
      mode === MODES[0] ? undefined : 'running',
    ]);
  });

  it('a veto refuses, changes what it may, and sees no secrets', async () => {
    const config = { branches: ['main'], leaveOut: 'osx windows' };
    const host = await start('quiet-hours', { config, faults: 'kept' });
    const ask = (branch: string) => host.hooks.request.accept.promise(requestContext({ branch }));
    expect(await ask('main')).toMatchObject({ rule: 'quiet-hours' });
    expect(await ask('topic')).toBeUndefined();
    const jobs = [{ os: 'linux' }, { os: 'osx' }] as never;
    const matrix = { repo: { slug: 'a/b' } as never, config: { a: 1 }, jobs };
    expect(await host.hooks.matrix.expand.promise(matrix)).toEqual({
      ...matrix,
      jobs: [{ os: 'linux' }],
    });
    const payload = {
      config: {},
      repository: { slug: 'ada/engine' },
      job: { id: 1 },
      env_vars: [{ name: 'A', value: 'hidden', public: false }],
      ssh_key: { value: 'private' },
    };
    const records = { job: jobRecord(), build: buildRecord(), repository: repositoryRecord() };
    const changed = await host.hooks.job.payload.promise({ ...records, payload } as never);
    expect(changed.payload).toEqual({
      ...payload,
      env_vars: [...payload.env_vars, { name: 'SEEN', value: 'false', public: true }],
    });
  });

  it('settings of a repository are declared alike, and reach it', async () => {
    const host = await start('quiet-hours', { config: { branches: ['main'] }, faults: 'kept' });
    const { repositorySettings } = host.installed.manifests.find(({ id }) => id === 'quiet-hours')!;
    const { plugin } = (await import(file('quiet-hours').href)) as { plugin: Plugin };
    const { repositorySettings: declared } = plugin.definition as never as {
      repositorySettings: z.ZodType;
    };
    expect(repositorySettings).toMatchObject({
      properties: (z.toJSONSchema(declared, { io: 'input' }) as { properties: object }).properties,
    });
    const pluginSettings = { 'quiet-hours.awake': ['main'] };
    const ask = (repository: object) =>
      host.hooks.request.accept.promise(requestContext({ branch: 'main' }, repository));
    expect(await ask({})).toMatchObject({ rule: 'quiet-hours' });
    expect(await ask({ pluginSettings })).toBeUndefined();
  });

  it('a bad answer and an error refuse with its name', async () => {
    const host = await start('quiet-hours', { faults: 'kept' });
    const ask = (branch: string) => host.hooks.request.accept.promise(requestContext({ branch }));
    expect(await ask('nonsense')).toMatchObject({
      rule: 'plugin-failed',
      message: expect.stringMatching(/quiet-hours.*answered true/) as string,
    });
    expect((await ask('thrown'))?.message).toContain('thrown in a tap');
  });

  it('a notifier sends to the hosts that it declares', async () => {
    const received: unknown[] = [];
    const server = createServer((request, response) => {
      void request.toArray().then((chunks) => {
        received.push(JSON.parse(Buffer.concat(chunks as Buffer[]).toString()));
        response.writeHead(received.length > 1 ? 503 : 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const host = await start('huddle', {
      config: { server: `http://127.0.0.1:${port}/` },
      core: { net: { allow: ['127.0.0.1'] } },
    });
    const [notifier] = host.resolve(tokens.notifiers);
    const targets = await notifier!.targets({ config: { to: ['ada', 'bob'] } }, buildNotice());
    expect(targets.map(({ key }) => key)).toEqual(['ada', 'bob']);
    const tools = { signal: new AbortController().signal, access: async () => ({}) as never };
    const send = (key: string) =>
      notifier!.send({ key, data: {} }, buildNotice(), 'delivery-1', tools);
    await send('ada');
    expect(received).toEqual([
      { to: 'ada', sentence: buildNotice().sentence, deliveryId: 'delivery-1' },
    ]);
    await expect(send('bob')).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
      retryable: true,
    });
    await expect(send('elsewhere')).rejects.toMatchObject({ code: 'TURNPIKE_PLUGIN_PERMISSION' });
  });

  it('a table, events, a sweep, files and routes', async () => {
    const host = await start('scoreboard');
    const fact = { buildId: 7, repositoryId: 1, ownerId: 1, number: 7, version: 3 } as const;
    await host.emit('build:started', { ...fact, buildId: 8, state: 'started' });
    await host.emit('build:finished', { ...fact, state: 'passed' });
    const passed = async () => (await host.request('/scoreboard/passed?tag=x')).json();
    await expect.poll(passed).toEqual({ count: 1 });
    const started = async () => (await host.request('/scoreboard/started')).json();
    await expect.poll(started).toEqual({ count: 1 });
    const { headers } = await host.request('/scoreboard/passed?tag=x');
    expect(headers.get('x-scores')).toBe('x');
    const count = join(host.dataDir, 'scoreboard/count');
    await expect.poll(() => readFile(count, 'utf8').catch(() => '')).toBe('2');
    const post = (body: string, type: string) =>
      host.request('/scoreboard', { method: 'POST', body, headers: { 'content-type': type } });
    const created = await post('{"build":9,"state":"passed"}', 'application/json');
    expect([created.status, await created.json()]).toEqual([201, { build: 9 }]);
    expect((await post('{', 'application/json')).status).toBe(400);
    expect(await (await post('hello', 'text/plain')).text()).toBe('hel');
    const lines = await host.request('/scoreboard');
    expect([lines.headers.get('content-type'), await lines.text()]).toEqual([
      'text/csv',
      'state,count\npassed,1\n',
    ]);
  });

  it('a live topic is told as it is declared, and not otherwise', async () => {
    const bus = fakeEvents();
    const host = await start('scoreboard', { bus, faults: 'kept' });
    expect(host.installed.manifests[0]?.live['scored']).toMatchObject({
      hears: 'repository:read',
      payload: { type: 'object', required: ['state'] },
    });
    const told = () => bus.told.filter(({ name }) => name === 'plugin:published');
    await host.emit('build:finished', eventData('build:finished', { repositoryId: 3 }));
    await expect
      .poll(() => told().map(({ data }) => data))
      .toEqual([
        { plugin: 'scoreboard', topic: 'scored', repositoryId: 3, payload: { state: 'passed' } },
      ]);
    await host.emit('build:canceled', eventData('build:canceled'));
    await expect.poll(() => JSON.stringify(host.faults)).toContain('scored.state');
    expect(told()).toHaveLength(1);
  });

  it('a VCS provider identifies, verifies, parses', async () => {
    const [provider] = (await start('lantern')).resolve(tokens.vcsProviders);
    const body = Buffer.from('{"kind":"ignored","slug":"ada/engine"}');
    const signature = createHmac('sha256', 'right').update(body).digest('hex');
    const headers = { 'x-lantern-event': 'push', 'x-lantern-id': '7', 'x-lantern-sign': signature };
    const delivery = { headers, body, hint: null };
    expect(await provider!.identify(delivery)).toEqual({ event: 'push', guid: '7' });
    expect(await provider!.identify({ ...delivery, headers: {} })).toBeUndefined();
    expect(await provider!.verify(delivery, ['wrong', 'right'])).toBeUndefined();
    expect(await provider!.verify(delivery, ['wrong'])).toMatchObject({ rule: 'bad-signature' });
    expect(await provider!.parse(delivery)).toMatchObject({ repository: { slug: 'ada/engine' } });
    const broken = async () => provider!.parse({ ...delivery, body: Buffer.from('{') });
    await expect(broken()).rejects.toMatchObject({ code: 'TURNPIKE_DELIVERY_MALFORMED' });
    const access = { repository: repositoryRecord(), credential: 'k' } as never;
    expect(await provider!.missed(access, 'c')).toEqual({ events: [], cursor: 'ck' });
    expect(await provider!.file(access, '.travis.yml', 'main')).toBe('script: true\n');
    expect(await provider!.file(access, 'other', 'main')).toBeUndefined();
    expect([provider!.pollSeconds, provider!.head]).toEqual([60, undefined]);
  });

  it('a log store appends, reads by pieces, seals', async () => {
    const [store] = (await start('shelf')).resolve(tokens.logStores);
    const log = { jobId: 1, run: 1 };
    const close = await store!.open?.();
    expect(await store!.append(log, 0, Buffer.from('hello\nworld\n'))).toEqual({ end: 12 });
    await expect(store!.append(log, 20, Buffer.from('x'))).rejects.toMatchObject({
      code: 'TURNPIKE_LOG_GAP',
    });
    await store!.sync(log);
    const read = async (range: object) =>
      Buffer.concat(await piecesOf(store!.read(log, range as never))).toString();
    expect(await read({})).toBe('hello\nworld\n');
    expect(await read({ from: 2, to: 7 })).toBe('llo\nw');
    for await (const piece of store!.read(log, {} as never)) {
      expect(piece).toHaveLength(4);
      break;
    }
    expect(await store!.parts(log, -1, 5)).toEqual([{ number: 0, from: 0, to: 12 }]);
    expect(await store!.seal(log)).toMatchObject({ bytes: 12, lines: 2 });
    expect(await store!.end({ jobId: 9, run: 1 })).toBeUndefined();
    await close?.();
    expect(await store!.end(log)).toBeUndefined();
  });

  it('an executor starts, runs, stops, and says whom it blames', async () => {
    const [executor] = (await start('echo')).resolve(tokens.executors);
    expect(executor).toMatchObject({ isolation: 'machine', offers: { arch: ['amd64'] } });
    await executor!.open!();
    expect(executor).toMatchObject({ isolation: 'machine', offers: { arch: ['s390x'] } });
    expect(executor!.warnings).toEqual(['It runs nothing, slowly.']);
    const { signal } = new AbortController();
    const spec = (env: object) => ({ run: { jobId: 3, run: 1 }, env }) as never;
    const instance = await executor!.start(spec({}), signal);
    expect(instance.id).toBe('echo 3.1');
    const { output, exit } = instance.run(Buffer.from('echo hello'));
    expect(Buffer.concat(await piecesOf(output)).toString()).toBe('echo\nhello\n');
    expect(await exit).toEqual({ code: 10 });
    await instance.stop();
    await instance.stop();
    await expect(executor!.start(spec({ FAIL: '1' }), signal)).rejects.toMatchObject({
      blame: 'user',
    });
    await executor!.reap([]);
  });
});

describe('in a process of its own', () => {
  it('an instance whose executor ends is lost, and its output ends', async () => {
    const { plugin } = (await import(file('echo').href)) as { plugin: Plugin };
    const host = await testPlugin(plugin, { apart: file('echo'), faults: 'kept' });
    hosts.push(host);
    const [executor] = host.resolve(tokens.executors);
    const spec = { run: { jobId: 3, run: 1 }, env: { DIE: '1' } } as never;
    const instance = await executor!.start(spec, new AbortController().signal);
    const { output, exit } = instance.run(Buffer.from('echo hello'));
    expect(Buffer.concat(await piecesOf(output)).toString()).toBe('echo\nhello\n');
    expect(await exit).toEqual({ lost: expect.stringContaining('ended') as string });
    await expect
      .poll(() => host.installed.scopes[0]?.apart, { timeout: 60_000 })
      .toMatchObject({ state: 'running', restarts: 1 });
  });

  it('a tap that never answers is a refusal with its name, and the next question is answered', async () => {
    const { plugin } = (await import(file('quiet-hours').href)) as { plugin: Plugin };
    const core = { host: { hookSeconds: 1 } };
    const config = { branches: ['main'] };
    const apart = file('quiet-hours');
    const host = await testPlugin(plugin, { apart, config, core, faults: 'kept' });
    hosts.push(host);
    const ask = (branch: string) => host.hooks.request.accept.promise(requestContext({ branch }));
    expect(await ask('loops')).toMatchObject({
      rule: 'plugin-failed',
      message: expect.stringContaining('quiet-hours failed in the hook request.accept') as string,
    });
    const answered = async () => (await ask('main'))?.rule;
    await expect.poll(answered, { timeout: 60_000 }).toBe('quiet-hours');
    expect(host.installed.scopes[0]?.apart?.lastEnd).toContain('did not answer in time (tap)');
  });

  it('settings are judged by the server, and by the plugin itself', async () => {
    const { plugin } = (await import(file('quiet-hours').href)) as { plugin: Plugin };
    const apart = file('quiet-hours');
    await expect(testPlugin(plugin, { apart, config: { branches: 3 } })).rejects.toThrow(
      'quiet-hours.branches',
    );
    await expect(testPlugin(plugin, { apart, config: { branch: [] } })).rejects.toThrow(
      'quiet-hours.branch is not a known key',
    );
  });

  it.each([
    ['router', 'permissions.hooks: job.route'],
    ['reader', 'requires.store'],
    ['greeter', 'offers: greeter'],
    ['door', 'upgrades'],
    ['verb', 'cli'],
  ])('what has to be answered at once is refused with place and way out: %s', async (id, at) => {
    const { problems } = (await refused()).details as { problems: Problem[] };
    const own = problems.filter(({ details }) => details.plugin?.endsWith(id));
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({
      code: 'TURNPIKE_PLUGIN_ISOLATION',
      details: { at, wayOut: expect.stringContaining(': none }') as string },
    });
  });

  it.each(['provides', 'start'])(
    'one that decides and fails in %s is left out, and what it guards is refused',
    async (at) => {
      const host = await bootApart('broken', { broken: { at } });
      try {
        expect(await host.hooks.request.accept.promise(requestContext())).toMatchObject({
          rule: 'plugin-failed',
          message: expect.stringMatching(/broken.*broken on purpose/) as string,
        });
        expect(host.installed.scopes[0]).toMatchObject({
          state: 'failed',
          refuses: ['request.accept'],
        });
      } finally {
        await host.stop();
      }
    },
  );
});

interface Problem {
  readonly code: string;
  readonly details: { readonly plugin?: string };
}

let once: Promise<{ readonly details: object }> | undefined;
/** What `doctor` and a start say of the plugins that cannot run there. */
function refused(): Promise<{ readonly details: object }> {
  return (once ??= bootInside());
}

async function bootInside(): Promise<{ readonly details: object }> {
  return bootApart('inside', {}, true).then(
    () => expect.fail('it started'),
    (error: unknown) => error as { details: object },
  );
}

/** As a server does, but for `strict`. */
async function bootApart(name: string, own: object, strict = false): Promise<Host> {
  const dataDir = await mkdtemp(join(tmpdir(), 'turnpike-apart-'));
  ends.push(() => void rm(dataDir, { recursive: true, force: true }));
  const values = { dataDir, isolation: 'process', log: { level: 'silent' }, ...own };
  const core = { bus: { url: 'memory' }, database: { url: 'sqlite::memory:' }, http: { port: 0 } };
  const plugins = [fileURLToPath(file(name))];
  return bootHost({ dir: null, strict, allTaps: true, plugins, values: { ...values, ...core } });
}
