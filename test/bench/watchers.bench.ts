/**
 * A thousand browsers that watch 50 running logs over WebSockets, from a process of their own: how long after its
 * job printed it a line is there, while fifty more do not read at all what a noisy job prints.
 */
import { fork, type ChildProcess } from 'node:child_process';
import type { Bench, Figures } from './harness.js';
import { startBenchPlatform, type BenchPlatform } from './support/platform.js';
import { residentMB } from './support/server-process.js';
import type { WatchOrder, WatchReport } from './support/watchers.js';

const LOGS = 50;
const WATCHERS = 1000;
const DEAF = 50;
/** Two lines a second, each with the time that it was printed at. */
const TICKING = 'while sleep 0.5; do echo "printed at $EPOCHREALTIME"; done';
const NOISY = `while sleep 0.05; do head -c 20000 /dev/zero | tr '\\0' x | fold -w 99; done`;
const WATCH_MS = 5000;

interface Setting {
  readonly platform: BenchPlatform;
  readonly watchers: ChildProcess;
  readonly jobs: readonly number[];
}

function ask(watchers: ChildProcess, order: WatchOrder): Promise<WatchReport> {
  return new Promise((resolve, reject) => {
    watchers.once('message', (report) => resolve(report as WatchReport));
    watchers.once('exit', (code) => reject(new Error(`the watchers ended with ${code}`)));
    watchers.send(order);
  });
}

async function setUp(): Promise<Setting> {
  const platform = await startBenchPlatform({ worker: { slots: LOGS + 1 } });
  const script = `if [ "$PART" = noisy ]; then ${NOISY}; else ${TICKING}; fi`;
  const parts = [...Array.from({ length: LOGS }, (_, at) => `PART=${at}`), 'PART=noisy'];
  const jobs = await platform.build('watched', { env: { jobs: parts }, script });
  for (const job of jobs) await platform.reaches(job, 'started');
  const watchers = fork(new URL('./support/watchers.ts', import.meta.url).pathname, {
    execArgv: ['--import', 'tsx'],
  });
  const { url, token } = platform;
  await ask(watchers, { open: { url, token, jobs, watchers: WATCHERS, deaf: DEAF } });
  return { platform, watchers, jobs };
}

async function round({ watchers, platform }: Setting): Promise<Figures> {
  const report = await ask(watchers, { watchMs: WATCH_MS });
  return {
    'line seen p50': { value: report.p50, unit: 'ms' },
    'line seen p95': { value: report.p95, unit: 'ms', budget: 250 },
    'lines seen': { value: report.lines, unit: 'count' },
    'watchers that saw nothing': { value: report.idle, unit: 'count', budget: 0 },
    'server memory': { value: residentMB(platform.process.child.pid as number), unit: 'MB' },
  };
}

export const bench: Bench = {
  name: 'watchers',
  summary: '1,000 browsers watching 50 running logs, 50 more that do not read',
  setUp,
  round: (context) => round(context as Setting),
  async tearDown(context) {
    const { platform, watchers } = context as Setting;
    watchers.removeAllListeners('exit');
    watchers.kill();
    await platform.stop();
  },
};
