import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  InputError,
  TurnpikeError,
  defineExecutor,
  definePlugin,
  provide,
  tokens,
  type Executor,
  type JobPayload,
  type Plugin,
} from '@turnpike/sdk';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { plugin as dummy } from '../../executor-dummy/src/index.js';
import { plugin as local } from '../../executor-local/src/index.js';
import { collectGarbage } from '../../../test/support/garbage.js';
import { plugin } from './plugin.js';
import { createFakeHub, plainCompiler, type FakeHub } from './testing/fake-hub.js';

const WAIT = { timeout: 60_000, interval: 10 };
let hub: FakeHub;
let host: TestHost | undefined;

interface Options {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly plugins?: readonly Plugin[];
  readonly compiler?: typeof plainCompiler;
  readonly core?: Readonly<Record<string, unknown>>;
}
async function boot(options: Options = {}): Promise<TestHost> {
  host = await testPlugin(plugin, {
    faults: 'kept',
    config: { slots: 2, drainSeconds: 0.2, ...options.config },
    deps: [
      fake(tokens.leases, hub.leases),
      fake(tokens.logSink, hub.sink),
      fake(tokens.scriptCompiler, options.compiler ?? plainCompiler),
    ],
    plugins: options.plugins ?? [local],
    ...(options.core ? { core: options.core } : {}),
  });
  return host;
}
const event = (jobId: number) => ({
  jobId,
  repositoryId: 1,
  buildId: 1,
  ownerId: 1,
  number: '1.1',
  state: 'queued' as const,
  run: 1,
  version: 1,
});
async function queued(script: string, payload: Partial<JobPayload> = {}): Promise<number> {
  const jobId = hub.queue(script, payload);
  await host?.emit('job:queued', event(jobId));
  return jobId;
}
async function ended(jobId: number): Promise<NonNullable<ReturnType<FakeHub['final']>>> {
  return vi.waitFor(() => {
    const report = hub.final(jobId);
    if (!report) throw new Error(`job ${jobId} has not ended; its log: ${hub.text(jobId)}`);
    return report;
  }, WAIT);
}
async function prints(jobId: number, text: string): Promise<void> {
  await vi.waitFor(() => expect(hub.text(jobId)).toContain(text), WAIT);
}
const running = (child: string): Promise<void> =>
  vi.waitFor(() => expect(processesWith(child)).toBe(1), WAIT);
function processesWith(text: string): number {
  const list = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).split('\n');
  return list.filter((line) => line === text).length;
}
/** Words of the boot that was refused. */
async function failureOfSecond(dataDir: string): Promise<string> {
  const first = host;
  try {
    const second = await boot({ core: { dataDir } });
    await second.stop();
    return 'it was not refused';
  } catch (error) {
    return (error as Error).message;
  } finally {
    host = first;
  }
}
let unique = 0;
const marker = (): string => `sleep ${76_000 + unique++}.${process.pid}`;

beforeEach(() => {
  hub = createFakeHub();
});
afterEach(async () => {
  Object.assign(hub.away, { leases: false, logs: false, answers: false });
  await host?.stop();
  host = undefined;
});

it('takes the next job although it was woken while all its slots were taken', async () => {
  await boot({ config: { slots: 1 } });
  const first = await queued('echo begun; sleep 1');
  await prints(first, 'begun');
  const second = await queued('exit 0');
  expect((await ended(second)).state).toBe('passed');
  const third = await queued('exit 0');
  expect((await ended(third)).state).toBe('passed');
});

it('opens the executor that it has chosen, before it says what it can run, and no other one', async () => {
  const opened: string[] = [];
  const executorOf = (id: string, at: Partial<Executor> = {}) =>
    defineExecutor({
      id: `executor-${id}`,
      summary: 'Runs nothing.',
      create: () => ({
        id,
        isolation: 'none',
        offers: { os: ['linux'], arch: [id] },
        warnings: [],
        open: async () => void opened.push(id),
        start: async () => Promise.reject(new Error('it runs nothing')),
        reap: async () => void opened.push(`reap ${id}`),
        ...at,
      }),
    });
  const refuses = { open: async () => Promise.reject(new Error('there is no engine')) };
  const plugins = [executorOf('one'), executorOf('two', refuses)];
  await boot({ plugins, config: { executor: 'one' } });
  expect(opened).toEqual(['one', 'reap one']);
  await host?.stop();
  await expect(boot({ plugins, config: { executor: 'two' } })).rejects.toThrow(
    'there is no engine',
  );
});

describe('a run', () => {
  it.each([
    ['exit 0', 'passed', undefined],
    ['exit 1', 'failed', undefined],
    ['exit 2', 'errored', /exit code 2/],
    ['kill -KILL $$', 'errored', /exit code 137/],
  ])('of `%s` is %s', async (script, state, reason) => {
    await boot();
    const jobId = await queued(`echo hello; ${script}`);
    const report = await ended(jobId);
    expect(report.state).toBe(state);
    if (reason) expect(report.reason).toMatch(reason);
    else expect(report.reason).toBeUndefined();
    expect(hub.text(jobId)).toBe('hello\n');
  });

  it('reports started, seals, then reports the result', async () => {
    await boot();
    const jobId = await queued('echo hello');
    const seal = vi.spyOn(hub.sink, 'seal');
    const report = vi.spyOn(hub.leases, 'report');
    await ended(jobId);
    expect(hub.reports.map(({ seq, state }) => [seq, state])).toEqual([
      [1, 'started'],
      [2, 'passed'],
    ]);
    expect(hub.sealed(jobId)).toBe(true);
    const final = report.mock.invocationCallOrder.at(-1) ?? 0;
    expect(seal.mock.invocationCallOrder[0]).toBeLessThan(final);
  });

  it('runs as many at once as it has slots, and goes on as they become free', async () => {
    await boot();
    const jobs = [
      await queued('echo up; sleep 0.3'),
      await queued('echo up; sleep 0.3'),
      await queued('echo third'),
    ];
    await Promise.all(jobs.slice(0, 2).map((jobId) => prints(jobId, 'up')));
    expect(hub.text(3)).toBe('');
    expect((await ended(jobs[2] ?? 0)).state).toBe('passed');
  });

  it('goes on claiming after it was woken while all slots were taken', async () => {
    await boot({ config: { slots: 1 } });
    const first = await queued('echo up; sleep 0.3');
    await prints(first, 'up');
    await host?.emit('job:queued', event(first));
    const second = await queued('true');
    expect((await ended(first)).state).toBe('passed');
    expect((await ended(second)).state).toBe('passed');
  });

  it('masks before anything leaves, in the log and in reasons', async () => {
    const compiler: typeof plainCompiler = {
      compile: (input) =>
        input.payload.config['script'] === 'bad'
          ? Promise.reject(new InputError('TURNPIKE_SCRIPT_CONFIG', 'not hunter22'))
          : plainCompiler.compile(input),
    };
    await boot({ compiler });
    const payload: Partial<JobPayload> = {
      env_vars: [
        { name: 'A', value: 'hunter22' },
        { name: 'B', value: 'visible', public: true },
      ],
      secrets: ['xyzzy'],
      config: { env: ['SECURE C="pa ss" D=w0rd'] },
      turnpike: { job_token: 'job-token-1', clone: { url: 'https://u:cl0ne@host/x.git' } },
    };
    const jobId = await queued(
      `printf hun; sleep 0.1; echo ter22; echo visible; echo xyzzy pa ss w0rd job-token-1 cl0ne; echo -n hunter22 | base64`,
      payload,
    );
    const bad = await queued('bad', payload);
    await ended(jobId);
    const line = Array.from({ length: 5 }, () => '[secure]').join(' ');
    expect(hub.text(jobId)).toBe(`[secure]\nvisible\n${line}\n[secure]\n`);
    expect(await ended(bad)).toMatchObject({
      state: 'errored',
      reason: 'The job cannot be turned into a script: not [secure]',
    });
  });

  it('waits for a script compiler that is away', async () => {
    let tries = 0;
    await boot({
      compiler: {
        compile: (input) =>
          tries++ === 0
            ? Promise.reject(new TurnpikeError('TURNPIKE_REMOTE_UNAVAILABLE'))
            : plainCompiler.compile(input),
      },
    });
    expect((await ended(await queued('echo hello'))).state).toBe('passed');
    expect(hub.reports.filter(({ state }) => state === 'lost')).toEqual([]);
  });

  it('lets log filters change what is stored', async () => {
    const shout = definePlugin({
      id: 'shout',
      summary: 'Writes in capitals.',
      permissions: { hooks: ['log.filter'] },
      taps({ hooks }) {
        hooks.log.filter.tap('shout', (context) => ({
          ...context,
          bytes: Buffer.from(Buffer.from(context.bytes).toString().toUpperCase()),
        }));
      },
    });
    await boot({ plugins: [local, shout] });
    const jobId = await queued('echo hello');
    await ended(jobId);
    expect(hub.text(jobId)).toBe('HELLO\n');
  });

  it('tells plugins of its instance, before and after', async () => {
    const seen: string[] = [];
    const spy = definePlugin({
      id: 'spy',
      summary: 'Listens.',
      permissions: { hooks: ['instance.started', 'instance.stopping'] },
      taps({ hooks }) {
        hooks.instance.started.tap('spy', ({ run }) => void seen.push(`start ${run.jobId}`));
        hooks.instance.stopping.tap('spy', ({ run }) => void seen.push(`stop ${run.jobId}`));
      },
    });
    await boot({ plugins: [local, spy] });
    const jobId = await queued('exit 0');
    await ended(jobId);
    await vi.waitFor(() => expect(seen).toEqual([`start ${jobId}`, `stop ${jobId}`]), WAIT);
  });

  it('hands a job back when its instance cannot be had or vanishes; blames the user where due', async () => {
    await boot({ config: { executor: 'dummy' }, plugins: [dummy] });
    const crash = (how: string) => queued('', { config: { env: `TURNPIKE_DUMMY_CRASH=${how}` } });
    expect(await ended(await crash('start-platform'))).toMatchObject({ state: 'lost' });
    expect(await ended(await crash('lost'))).toMatchObject({ state: 'lost' });
    expect(await ended(await crash('start-user'))).toMatchObject({ state: 'errored' });
  });
});

describe('a start that takes too long', () => {
  const slow = (startSeconds: number): Plugin =>
    definePlugin({
      id: 'executor-slow',
      summary: 'Waits.',
      offers: [tokens.executors],
      provides: () => [
        provide(tokens.executors, {
          ...{ id: 'slow', isolation: 'container', warnings: [], startSeconds },
          offers: { os: ['linux'], arch: ['amd64'] },
          start: (_spec, signal) =>
            new Promise((_resolve, reject) => {
              const why = Object.assign(new Error('No node has room.'), { blame: 'platform' });
              signal.addEventListener('abort', () => reject(why));
            }),
          reap: async () => undefined,
        }),
      ],
    });
  const lost = { state: 'lost', reason: 'The instance did not start in time. No node has room.' };

  it('ends by the limits of its executor, with what it waited for', async () => {
    await boot({ config: { executor: 'slow' }, plugins: [slow(0.2)] });
    expect(await ended(await queued('exit 0'))).toMatchObject(lost);
  });

  it('ends by the worker’s own limit, where it has one', async () => {
    await boot({ config: { executor: 'slow', startSeconds: 0.2 }, plugins: [slow(86_400)] });
    expect(await ended(await queued('exit 0'))).toMatchObject(lost);
  });
});

describe('limits', () => {
  it('ends a job that runs too long, with all it started', async () => {
    await boot();
    const child = marker();
    const jobId = await queued(`echo up; ${child} & ${child}`, { timeouts: { hard_limit: 0.3 } });
    expect(await ended(jobId)).toMatchObject({
      state: 'errored',
      reason: expect.stringContaining('its time limit'),
    });
    expect(processesWith(child)).toBe(0);
    expect(hub.sealed(jobId)).toBe(true);
  });

  it('ends a job that is silent too long, but none that speaks', async () => {
    await boot();
    const timeouts = { log_silence: 0.6 };
    const silent = await queued('echo up; sleep 60', { timeouts });
    const busy = await queued('for i in $(seq 12); do echo $i; sleep 0.1; done', { timeouts });
    expect(await ended(silent)).toMatchObject({
      state: 'errored',
      reason: 'The job wrote nothing for 0.6 seconds, so it was stopped.',
    });
    expect((await ended(busy)).state).toBe('passed');
  });

  it('ends a job that writes too much, and stores exactly as much as is allowed', async () => {
    await boot({ config: { logBytes: 100_000 } });
    const jobId = await queued('yes');
    expect(await ended(jobId)).toMatchObject({
      state: 'errored',
      reason: expect.stringContaining('limit of 100000 bytes'),
    });
    expect(hub.sealed(jobId)).toBe(true);
    expect(hub.text(jobId).replaceAll('\n', '\r\n').length).toBe(100_000);
  });

  it('ends a job that prints a gigabyte, and runs the next', async () => {
    await boot({ config: { logBytes: 2_000_000 } });
    const [before, resident] = [await keptBytes(), process.memoryUsage.rss()];
    const jobId = await queued('yes 0123456789abcdef | head -c 1G');
    expect(await ended(jobId)).toMatchObject({
      state: 'errored',
      reason: 'The log reached its limit of 1.9 MiB, so the job was stopped.',
    });
    expect(hub.sealed(jobId)).toBe(true);
    expect(process.memoryUsage.rss() - resident).toBeLessThan(500e6);
    expect((await keptBytes()) - before).toBeLessThan(20e6);
    expect((await ended(await queued('echo next'))).state).toBe('passed');
  });

  it('ends a job that prints a line of 100 MB, keeps what is allowed of it, and runs the next', async () => {
    await boot({ config: { logBytes: 20_000_000 } });
    const before = await keptBytes();
    const jobId = await queued("head -c 100000000 /dev/zero | tr '\\0' x");
    expect(await ended(jobId)).toMatchObject({ state: 'errored' });
    // The stand-in for hub keeps the 20 MB and room for as many again; nothing else is left of the 100 MB.
    expect((await keptBytes()) - before).toBeLessThan(45e6);
    expect(hub.sealed(jobId)).toBe(true);
    const text = hub.text(jobId);
    expect(text.length).toBe(20_000_000);
    expect(text.startsWith('xxxx')).toBe(true);
    expect((await ended(await queued('echo next'))).state).toBe('passed');
  });
});

describe('cancel', () => {
  it('comes by event, and is believed only as hub says', async () => {
    await boot();
    const child = marker();
    const jobId = await queued(`echo up; ${child}`);
    await prints(jobId, 'up');
    await running(child);
    await host?.emit('job:cancel-requested', event(jobId));
    await vi.waitFor(() => expect(hub.renewals).toBe(1), WAIT);
    expect(processesWith(child)).toBe(1);
    hub.answer(jobId, 'cancel');
    await host?.emit('job:cancel-requested', event(jobId));
    expect(await ended(jobId)).toMatchObject({ state: 'canceled' });
    expect(processesWith(child)).toBe(0);
    expect(hub.text(jobId)).toBe('up\n');
  });

  it('comes surely with a renewal', async () => {
    hub = createFakeHub(0.3);
    await boot();
    const jobId = await queued('echo up; sleep 60');
    await prints(jobId, 'up');
    hub.answer(jobId, 'cancel');
    expect(await ended(jobId)).toMatchObject({ state: 'canceled' });
  });
});

describe('the lease', () => {
  it('is kept while a job runs longer than it', async () => {
    hub = createFakeHub(0.4);
    await boot();
    const jobId = await queued('sleep 1; echo done');
    expect((await ended(jobId)).state).toBe('passed');
  });

  it('gone: kills the instance and says no more', async () => {
    hub = createFakeHub(0.3);
    await boot();
    const child = marker();
    const jobId = await queued(`echo up; ${child}`);
    await prints(jobId, 'up');
    await running(child);
    hub.answer(jobId, 'gone');
    await vi.waitFor(() => expect(processesWith(child)).toBe(0), WAIT);
    const next = await queued('echo next');
    await ended(next);
    expect(hub.final(jobId)).toBeUndefined();
  });

  it('out of contact: stops its instance before the lease is over, and takes new work later', async () => {
    hub = createFakeHub(1.2);
    await boot();
    const child = marker();
    const jobId = await queued(`echo up; ${child}`);
    await prints(jobId, 'up');
    await running(child);
    const began = performance.now();
    hub.away.leases = true;
    await vi.waitFor(() => expect(processesWith(child)).toBe(0), WAIT);
    expect(performance.now() - began).toBeGreaterThan(300);
    hub.away.leases = false;
    expect((await ended(await queued('echo next'))).state).toBe('passed');
    expect(hub.final(jobId)).toBeUndefined();
  });

  it('repeats a claim whose answer was lost, with the same id', async () => {
    await boot();
    await vi.waitFor(() => expect(hub.hellos).not.toEqual([]), WAIT);
    hub.away.answers = true;
    const jobId = await queued('echo once');
    await vi.waitFor(() => expect(hub.given).toBe(1), WAIT);
    hub.away.answers = false;
    expect((await ended(jobId)).state).toBe('passed');
    expect(new Set(hub.claimIds).size).toBeLessThan(hub.claimIds.length);
    expect(hub.text(jobId)).toBe('once\n');
  });

  it('delivers a result whose first tries did not arrive', async () => {
    await boot();
    const jobId = await queued('echo up; read -t 1 line; echo over');
    await prints(jobId, 'up');
    hub.away.leases = true;
    await vi.waitFor(() => expect(hub.sealed(jobId)).toBe(true), WAIT);
    hub.away.leases = false;
    expect((await ended(jobId)).state).toBe('passed');
  });
});

describe('while logs is away', () => {
  it('the job runs on, its log waits on disk, and arrives whole', async () => {
    hub = createFakeHub(4);
    const { dataDir } = await boot();
    const spool = join(dataDir, 'worker', 'spool');
    const jobId = await queued('echo first; read -t 0.3 x; seq 1 200000; echo last');
    await prints(jobId, 'first');
    hub.away.logs = true;
    await vi.waitFor(async () => expect(await readdir(spool)).toEqual([`${jobId}-1`]), WAIT);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(hub.final(jobId)).toBeUndefined();
    hub.away.logs = false;
    expect((await ended(jobId)).state).toBe('passed');
    const numbers = Array.from({ length: 200_000 }, (_, i) => i + 1).join('\n');
    expect(hub.text(jobId)).toBe(`first\n${numbers}\nlast\n`);
    await vi.waitFor(async () => expect(await readdir(spool)).toEqual([]), WAIT);
  });

  it('an append whose answer was lost is not stored twice', async () => {
    await boot();
    const jobId = await queued('echo first; read -t 0.3 x; seq 1 5000; echo last');
    await prints(jobId, 'first');
    hub.away.answers = true;
    await prints(jobId, 'last');
    hub.away.answers = false;
    await ended(jobId);
    expect(hub.text(jobId).match(/^4999$/gm)).toHaveLength(1);
    expect(hub.text(jobId)).toMatch(/5000\nlast\n$/);
  });

  it('a log that has lost what it had cannot be completed: the job is handed back', async () => {
    await boot();
    const child = marker();
    const jobId = await queued(`echo first; read -t 0.3 x; echo second; ${child}`);
    await prints(jobId, 'first');
    hub.lose(jobId, 2);
    expect(await ended(jobId)).toMatchObject({
      state: 'lost',
      reason: 'The logs service has lost a part of the log.',
    });
    expect(processesWith(child)).toBe(0);
  });

  it('honours the pause that logs asks for', async () => {
    await boot();
    hub.waitMs = 150;
    const jobId = await queued('for i in 1 2 3 4 5 6 7 8; do echo $i; read -t 0.05 x; done');
    await ended(jobId);
    expect(hub.appends(jobId)).toBeLessThanOrEqual(5);
    expect(hub.text(jobId)).toBe('1\n2\n3\n4\n5\n6\n7\n8\n');
  });
});

describe('hello', () => {
  it('says what it is and what it holds', async () => {
    const { dataDir } = await boot({ config: { queues: ['q1'], labels: ['big'], name: 'w1' } });
    await vi.waitFor(() => expect(hub.hellos).toHaveLength(1), WAIT);
    expect(hub.hellos[0]).toMatchObject({
      worker: 'w1',
      held: [],
      queues: ['q1'],
      offers: { os: ['linux'], labels: ['big'] },
      executor: 'local',
      isolation: 'none',
      slots: 2,
    });
    expect(dataDir).not.toBe('');
  });

  it('claims nothing before hub has heard it', async () => {
    hub.away.leases = true;
    hub.queue('echo early');
    await boot();
    await host?.emit('job:queued', event(1));
    expect(hub.claimIds).toEqual([]);
    hub.away.leases = false;
    expect((await ended(1)).state).toBe('passed');
  });
});

describe('its folder', () => {
  it('has one worker', async () => {
    const { dataDir } = await boot();
    expect(await failureOfSecond(dataDir)).toContain('Another worker uses this folder');
  });
});

describe('stopping', () => {
  it('takes no more, lets a short job end and hands a long one back', async () => {
    await boot({ config: { drainSeconds: 1 } });
    const child = marker();
    const short = await queued('echo up; sleep 0.3; echo over');
    const long = await queued(`echo up; ${child}`);
    await Promise.all([prints(short, 'up'), prints(long, 'up'), running(child)]);
    const stopping = host?.stop();
    const late = hub.queue('echo late');
    await stopping;
    expect(hub.final(short)).toMatchObject({ state: 'passed' });
    expect(hub.text(short)).toBe('up\nover\n');
    expect(hub.final(long)).toMatchObject({
      state: 'lost',
      reason: expect.stringContaining('stopped'),
    });
    expect(hub.final(late)).toBeUndefined();
    expect(processesWith(child)).toBe(0);
  });

  it('stops at once when it is told a second time', async () => {
    await boot({ config: { drainSeconds: 60 } });
    const child = marker();
    const jobId = await queued(`echo up; ${child}`);
    await prints(jobId, 'up');
    await running(child);
    void host?.stop();
    await host?.stop({ force: true });
    expect(processesWith(child)).toBe(0);
    expect(hub.final(jobId)).toBeUndefined();
  });
});

const PROCESS = `
  const { testPlugin, fake } = await import('@turnpike/sdk/testing');
  const { tokens } = await import('@turnpike/sdk');
  const load = (path) => import(new URL(path, process.env.HERE).href);
  const { plugin } = await load('./plugin.ts');
  const { plugin: local } = await load('../../executor-local/src/index.ts');
  const { createFakeHub, plainCompiler } = await load('./testing/fake-hub.ts');
  const hub = createFakeHub();
  hub.queue(process.env.SCRIPT);
  await testPlugin(plugin, { config: {}, plugins: [local], core: { dataDir: process.env.DATA },
    deps: [fake(tokens.leases, hub.leases), fake(tokens.logSink, hub.sink), fake(tokens.scriptCompiler, plainCompiler)] });
  setInterval(() => hub.text(1).includes('up') && console.log('up'), 20);`;

describe('a worker that is killed', () => {
  it('leaves no process, and its folder to the next', async () => {
    const child = marker();
    const data = await mkdtemp(join(tmpdir(), 'worker-'));
    const other = spawn(
      process.execPath,
      ['-C', 'turnpike-source', '--import', 'tsx', '--input-type=module', '-e', PROCESS],
      {
        cwd: new URL('.', import.meta.url).pathname,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          ...process.env,
          HERE: import.meta.url,
          DATA: data,
          SCRIPT: `echo up; trap "" HUP TERM; setsid ${child} & ${child}`,
        },
      },
    );
    await once(other.stdout, 'data');
    await vi.waitFor(() => expect(processesWith(child)).toBe(2), WAIT);
    expect(await failureOfSecond(data)).toContain('Another worker uses this folder');
    other.kill('SIGKILL');
    await once(other, 'exit');
    await vi.waitFor(() => expect(processesWith(child)).toBe(0), WAIT);
    await boot({ core: { dataDir: data } });
    await vi.waitFor(() => expect(hub.hellos[0]?.held).toEqual([]), WAIT);
    await host?.stop();
    host = undefined;
    await rm(data, { recursive: true });
  });
});

/** What is alive: how much garbage V8 lets lie is its own affair. */
async function keptBytes(): Promise<number> {
  for (let i = 0; i < 3; i += 1) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
