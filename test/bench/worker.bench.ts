/**
 * A worker with executor-local, logs and its file store in one process; jobs come from a stand-in for hub, so
 * that the figures are those of claiming, running and logging alone. Everything goes through a terminal.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tokens, type Claim, type Leases, type RunRef } from '@turnpike/sdk';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { plugin as local } from '@turnpike/plugin-executor-local';
import { plugin as logs } from '@turnpike/plugin-logs';
import { plugin as storeFs } from '@turnpike/plugin-store-fs';
import { plugin as worker } from '@turnpike/plugin-worker';
import { percentile, type Bench, type Figures } from './harness.js';

const ECHO_JOBS = 60;
const BURST_JOBS = 200;
const LOG_BYTES = 100_000_000;
const LINE = 'x'.repeat(49);

interface Setting {
  readonly host: TestHost;
  /** Resolves with the time of the final report. */
  run(script: string): { readonly ref: RunRef; readonly done: Promise<number> };
}

async function setUp(): Promise<Setting> {
  const waiting: { ref: RunRef; script: string; done: (at: number) => void }[] = [];
  const running = new Map<number, (at: number) => void>();
  let lastJob = 0;
  const leases: Leases = {
    hello: () => Promise.resolve({}),
    renew: () => Promise.resolve('keep'),
    async claim(): Promise<Claim | null> {
      const next = waiting.shift();
      if (!next) return null;
      running.set(next.ref.jobId, next.done);
      const runToken = await host.resolve(tokens.tokenIssuer).runToken(next.ref);
      const config = { script: next.script };
      const payload = { config, repository: { slug: 'a/b' }, job: { id: next.ref.jobId } };
      return { ...next.ref, runToken, leaseSeconds: 60, payload };
    },
    report({ jobId, state }) {
      if (state !== 'started') running.get(jobId)?.(performance.now());
      return Promise.resolve('ok');
    },
  };
  const host = await testPlugin(worker, {
    config: { slots: 4, logBytes: 4 * LOG_BYTES },
    plugins: [local, logs, storeFs],
    deps: [
      fake(tokens.leases, leases),
      fake(tokens.scriptCompiler, {
        compile: ({ payload }) =>
          Promise.resolve({
            tree: [],
            bash: String(payload.config['script']),
            services: [],
            cacheSlug: '',
            messages: [],
          }),
      }),
    ],
  });
  const job = { repositoryId: 1, buildId: 1, ownerId: 1, number: '1.1', run: 1, version: 1 };
  return {
    host,
    run(script) {
      const ref = { jobId: (lastJob += 1), run: 1 };
      const done = new Promise<number>((resolve) => {
        waiting.push({ ref, script, done: resolve });
      });
      void host.emit('job:queued', { ...job, jobId: ref.jobId, state: 'queued' });
      return { ref, done };
    },
  };
}

/** From queued to the first stored byte, asked for every millisecond, and to the final report. */
async function echoOnce({ host, run }: Setting): Promise<readonly [number, number]> {
  const reader = host.resolve(tokens.logReader);
  const begin = performance.now();
  const { ref, done } = run(`echo hi\n${'# a line of the helpers\n'.repeat(250)}`);
  let first = Number.NaN;
  const watching = (async () => {
    while (Number.isNaN(first)) {
      if (((await reader.info(ref))?.end ?? 0) > 0) first = performance.now() - begin;
      else await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
  const end = (await done) - begin;
  await watching;
  return [first, end];
}

async function echoes(setting: Setting): Promise<Figures> {
  const times: (readonly [number, number])[] = [];
  for (let i = 0; i < ECHO_JOBS; i += 1) times.push(await echoOnce(setting));
  const [first, end] = [0, 1].map((k) => times.map((t) => t[k as 0 | 1]).toSorted((a, b) => a - b));
  const begin = performance.now();
  await Promise.all(Array.from({ length: BURST_JOBS }, () => setting.run('echo hi').done));
  const burst = (BURST_JOBS * 1_000) / (performance.now() - begin);
  return {
    firstByteP50: { value: percentile(first ?? [], 50), unit: 'ms', budget: 25 },
    firstByteP95: { value: percentile(first ?? [], 95), unit: 'ms', budget: 50 },
    finishedP50: { value: percentile(end ?? [], 50), unit: 'ms', budget: 30 },
    finishedP95: { value: percentile(end ?? [], 95), unit: 'ms', budget: 60 },
    jobsOn4Slots: { value: burst, unit: '1/s', budget: 40, atLeast: true },
  };
}

async function bigLog({ host, run }: Setting, script: string) {
  const lag = monitorEventLoopDelay({ resolution: 1 });
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  lag.enable();
  const begin = performance.now();
  const { ref, done } = run(script);
  const seconds = ((await done) - begin) / 1_000;
  lag.disable();
  clearInterval(watch);
  const again = performance.now();
  let bytes = 0;
  for await (const block of host.resolve(tokens.logReader).read(ref, { kind: 'bytes', from: 0 })) {
    bytes += block.byteLength;
  }
  const readSeconds = (performance.now() - again) / 1_000;
  if (bytes < LOG_BYTES) throw new Error(`only ${bytes} bytes were stored`);
  await host.resolve(tokens.logReader).remove(ref);
  return { seconds, readSeconds, lagMs: lag.percentile(99) / 1e6, megabytes: (peak - idle) / 1e6 };
}

async function bigLogs(setting: Setting): Promise<Figures> {
  const blocks = await bigLog(setting, `yes ${LINE} | head -c ${LOG_BYTES}`);
  const count = Math.ceil(LOG_BYTES / (LINE.length + 1));
  const lines = await bigLog(setting, `perl -e '$| = 1; print "${LINE}\\n" for 1..${count}'`);
  return {
    blocks100MB: { value: blocks.seconds, unit: 's', budget: 3 },
    lines100MB: { value: lines.seconds, unit: 's', budget: 8 },
    readBack100MB: { value: blocks.readSeconds, unit: 's', budget: 0.6 },
    memoryAboveIdle: { value: Math.max(blocks.megabytes, lines.megabytes), unit: 'MB', budget: 80 },
    loopLagP99: { value: Math.max(blocks.lagMs, lines.lagMs), unit: 'ms', budget: 25 },
  };
}

export const bench: Bench = {
  name: 'worker',
  summary: 'echo jobs and logs of 100 MB on executor-local, through a terminal',
  setUp,
  async round(context) {
    const setting = context as Setting;
    return { ...(await echoes(setting)), ...(await bigLogs(setting)) };
  },
  tearDown: (context) => (context as Setting).host.stop(),
};
