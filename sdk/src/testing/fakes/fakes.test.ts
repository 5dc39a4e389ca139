import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { leasesService, tokens, type SingleToken } from '@turnpike/core/contracts';
import {
  executorConformance,
  languageConformance,
  logStoreConformance,
  notifierConformance,
  vcsProviderConformance,
} from '../../conformance/index.js';
import { definePlugin } from '../../define-plugin.js';
import { jobPayload } from '../job-records.js';
import { testPlugin } from '../test-plugin.js';
import {
  breakable,
  FAKED_PORTS,
  fakeEvents,
  fakeExecutor,
  fakeLanguage,
  fakeLeases,
  fakeLogReader,
  fakeLogSink,
  fakeLogStore,
  fakeMetrics,
  fakeNotifier,
  fakes,
  fakeSecrets,
  fakeService,
  fakeTokenIssuer,
  fakeVcsHost,
  testStore,
} from './index.js';

describe('fakes of ports', () => {
  it('are there for every token', () => {
    expect([...FAKED_PORTS].sort()).toEqual(Object.keys(tokens).sort());
  });

  it.each(FAKED_PORTS)('meets what a plugin requires: %s', async (name) => {
    const token = tokens[name] as SingleToken<unknown>;
    const plugin = definePlugin({ id: 'user', summary: 'Requires it.', requires: { port: token } });
    const deps = await fakes(name);
    const host = await testPlugin(plugin, { deps });
    const found = host.resolve(token) as unknown;
    expect([found].flat().some((one) => one === deps[0]?.value)).toBe(true);
    await host.stop();
    const [made] = deps.map(({ value }) => value as { close?: () => Promise<void> });
    if (name === 'store') await made?.close?.();
  });
});

executorConformance(
  'executor-fake',
  async () => {
    const executor = fakeExecutor();
    return { executor, restarted: async () => executor, dispose: async () => undefined };
  },
  { runsScripts: false },
);
logStoreConformance('of tests', async () => ({
  store: fakeLogStore(),
  dispose: async () => undefined,
}));
languageConformance(fakeLanguage());
const { defaults } = fakeNotifier();
notifierConformance('of tests', defaults, async () => {
  const notifier = fakeNotifier();
  const broken = breakable(notifier, ['send']);
  const send: typeof notifier.send = (target, ...rest) => {
    if (target.key === 'away') broken.fail('refused');
    return broken.port.send(target, ...rest);
  };
  return {
    notifier: { ...notifier, send },
    entry: { config: { to: ['ada', 'grace', 'ada'] } },
    received: () => notifier.sent.length,
    unreachable: { key: 'away', data: {} },
    dispose: async () => undefined,
  };
});
vcsProviderConformance('of tests', async () => {
  const host = fakeVcsHost();
  host.push({ '.travis.yml': 'script: true\n' });
  return {
    provider: host.provider,
    traits: { id: 'fake', statuses: true },
    access: host.access,
    known: { path: '.travis.yml', ref: 'main', text: 'script: true\n' },
    deliveries: [
      { name: 'push', kind: 'push', secret: 'secret', delivery: host.delivery('secret') },
    ],
    dispose: async () => undefined,
  };
});

describe('a code host of tests', () => {
  it.each([
    ['refused', 'TURNPIKE_HOST_UNAVAILABLE', true],
    ['timeout', 'TURNPIKE_HOST_UNAVAILABLE', true],
    [401, 'TURNPIKE_HOST_REFUSED', false],
    [404, 'TURNPIKE_HOST_REFUSED', false],
    [429, 'TURNPIKE_HOST_UNAVAILABLE', true],
    [503, 'TURNPIKE_HOST_UNAVAILABLE', true],
  ] as const)('fails as one does: %s', async (failure, code, retryable) => {
    const { provider, access, push, fail, heal } = fakeVcsHost();
    push({ file: 'text' });
    fail(failure);
    const asked = [
      provider.file(access, 'file', 'main'),
      provider.commit(access, 'main'),
      provider.missed(access, null),
    ];
    for (const one of asked) await expect(one).rejects.toMatchObject({ code, retryable });
    heal();
    expect(await provider.file(access, 'file', 'main')).toBe('text');
  });

  it('keeps files of earlier commits, and knows which is older', async () => {
    const { provider, access, push } = fakeVcsHost();
    const first = push({ a: '1', b: '1' });
    const second = push({ b: '2' });
    expect(await provider.file(access, 'a', 'main')).toBe('1');
    expect(await provider.file(access, 'b', first)).toBe('1');
    expect(await provider.isAncestor?.(access, first, second)).toBe(true);
    expect(await provider.isAncestor?.(access, second, first)).toBe(false);
  });
});

describe('an executor of tests', () => {
  it('ends scripts as it is told, and what is stopped is lost', async () => {
    const executor = fakeExecutor((script) =>
      script === 'hang' ? new Promise(() => undefined) : { output: script, code: 3 },
    );
    const run = { jobId: 1, run: 1 };
    const spec = { run, payload: jobPayload(), services: [], env: {} };
    const limits = { hardSeconds: 1, logBytes: 1 };
    const start = () => executor.start({ ...spec, limits }, new AbortController().signal);
    const ended = (await start()).run(Buffer.from('echo'));
    expect(await ended.exit).toEqual({ code: 3 });
    const hanging = await start();
    const { exit } = hanging.run(Buffer.from('hang'));
    expect(executor.alive).toEqual([run, run]);
    await hanging.stop();
    expect(await exit).toEqual({ lost: 'it was stopped' });
    expect(executor.scripts).toEqual(['echo', 'hang']);
  });
});

describe('services of tests', () => {
  it('are held to the contract, on both sides', async () => {
    const leases = fakeLeases();
    await expect(leases.renew({ jobId: 0, run: 1 })).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_INVALID',
    });
    expect(await leases.renew({ jobId: 1, run: 1 })).toBe('keep');
    expect(leases.calls).toEqual([{ method: 'renew', input: { jobId: 1, run: 1 } }]);
    const wrong = fakeService(leasesService, { renew: async () => 'perhaps' as never });
    await expect(wrong.renew({ jobId: 1, run: 1 })).rejects.toThrow();
    await expect(wrong.report({ jobId: 1, run: 1, seq: 1, state: 'passed' })).rejects.toThrow(
      'no answer for leases.report',
    );
  });

  it('can be away', async () => {
    const leases = fakeLeases();
    leases.fail();
    await expect(leases.renew({ jobId: 1, run: 1 })).rejects.toMatchObject({ retryable: true });
    leases.heal();
    expect(await leases.renew({ jobId: 1, run: 1 })).toBe('keep');
  });
});

describe('logs of tests', () => {
  it('are written by the sink and read by the reader', async () => {
    const store = fakeLogStore();
    const [sink, reader] = [fakeLogSink(store), fakeLogReader(store)];
    const run = { jobId: 1, run: 1 };
    const bytes = Buffer.from('one\ntwo\n');
    expect(await sink.append({ run, runToken: 't', offset: 0, bytes })).toEqual({
      end: 8,
      waitMs: 0,
    });
    await expect(sink.seal({ run, runToken: 't', bytes: 9 })).rejects.toMatchObject({
      code: 'TURNPIKE_LOG_GAP',
    });
    await sink.seal({ run, runToken: 't', bytes: 8 });
    expect(await reader.search(run, 'two', 5)).toEqual([{ line: 2, text: 'two' }]);
    expect(await reader.parts(run, -1, 5)).toEqual([
      { number: 0, content: 'one\ntwo\n', final: true },
    ]);
    await expect(
      reader.read({ jobId: 9, run: 1 }, { kind: 'bytes', from: 0 })[Symbol.asyncIterator]().next(),
    ).rejects.toMatchObject({ code: 'TURNPIKE_NOT_FOUND' });
  });
});

describe('what core gives, in tests', () => {
  it('loses and repeats events when told to', async () => {
    const bus = fakeEvents();
    const heard: string[] = [];
    const undo = bus.on('repository:changed', ({ id }) => void heard.push(id));
    await bus.publish('repository:changed', { repositoryId: 1 });
    bus.repeat();
    await expect.poll(() => heard).toHaveLength(2);
    expect(heard[0]).toBe(heard[1]);
    bus.away();
    await bus.publish('repository:changed', { repositoryId: 2 });
    bus.back();
    undo();
    bus.repeat();
    await new Promise((resolve) => setImmediate(resolve));
    expect([bus.told.length, heard.length]).toEqual([2, 2]);
  });

  it('counts', () => {
    const metrics = fakeMetrics();
    const counter = metrics.counter('sent', 'Messages.', ['to']);
    counter.inc({ to: 'ada' });
    counter.inc({ to: 'ada' }, 2);
    expect(metrics.value('sent', { to: 'ada' })).toBe(3);
    expect(metrics.value('sent')).toBeUndefined();
    expect(() => counter.inc({ from: 'ada' })).toThrow('no label from');
    metrics.histogram('ms', 'Time.').observe(4);
    expect(metrics.observed('ms')).toEqual([4]);
  });

  it('seals, signs and lets in', async () => {
    const secrets = fakeSecrets();
    const word = randomBytes(4).toString('hex');
    expect(secrets.open(secrets.seal(word))).toBe(word);
    const issuer = fakeTokenIssuer();
    const token = await issuer.runToken({ jobId: 7, run: 1 });
    expect(await issuer.verify(token)).toEqual({ kind: 'run', jobId: 7, run: 1 });
    expect(await issuer.verify(`${token}x`)).toBeUndefined();
    expect(await issuer.publicKey()).toContain('BEGIN PUBLIC KEY');
  });

  it('stores', async () => {
    const store = await testStore();
    const owner = await store.owners.ensure({ host: 'git', login: 'ada', type: 'user' });
    await store.transaction(async (tx) =>
      tx.emit('repository:changed', { repositoryId: owner.id }),
    );
    expect(store.told).toEqual([{ name: 'repository:changed', data: { repositoryId: owner.id } }]);
    await store.close();
  });

  it('fails in any method', async () => {
    const { port, fail, heal } = breakable(fakeLogStore());
    fail(new Error('the disk is full'));
    await expect(port.sync({ jobId: 1, run: 1 })).rejects.toThrow('disk');
    const read = async () => {
      for await (const _block of port.read({ jobId: 1, run: 1 }, { kind: 'bytes', from: 0 }));
    };
    await expect(read()).rejects.toThrow('disk');
    heal();
    await read();
  });
});
