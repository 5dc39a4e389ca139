/** What others notice while all routes are called at once with the largest and nastiest bodies that they take. */
import { Worker } from 'node:worker_threads';
import { testPlatform } from '@turnpike/sdk/testing';
import { percentile, type Bench, type Figures } from './harness.js';
import { hostileCalls } from './support/hostile-bodies.js';
import { createHttpReader } from './support/http-reader.js';
import { startBenchPlatform, type BenchPlatform } from './support/platform.js';
import { residentMB, watchPeakMB } from './support/server-process.js';

const SECONDS = 60;
const EVERY_MS = 50;
/** At once, of each: an administrator, and a stranger. */
const CALLERS = 8;

interface Setting {
  readonly platform: BenchPlatform;
  readonly repository: number;
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

/** The list that the running server has; its process does not tell it. */
async function routesOfAll(): Promise<Setting['routes']> {
  const platform = await testPlatform({ config: { worker: { executor: 'dummy' } } });
  const routes = platform
    .routes()
    .filter(({ upgrade }) => !upgrade)
    .map(({ method, path }) => ({ method, path }));
  await platform.stop();
  return routes;
}

function attack(url: string, calls: ReturnType<typeof hostileCalls>): Worker {
  const script = new URL('./support/hostile-caller.mjs', import.meta.url);
  return new Worker(script, { workerData: { url, calls, callers: CALLERS }, execArgv: [] });
}

async function sentBy(worker: Worker): Promise<number> {
  const told = new Promise<{ sent: number; statuses: object }>((resolve) =>
    worker.once('message', resolve),
  );
  worker.postMessage('how many?');
  const { sent, statuses } = await told;
  console.error(JSON.stringify(statuses));
  await worker.terminate();
  return sent;
}

/** Ordinary calls, one after the other, in the order in which a page makes them. */
async function ordinary(
  { platform, repository }: Setting,
  seconds: number,
): Promise<readonly number[]> {
  const reader = createHttpReader(platform.url, platform.token);
  const paths = ['/healthz', `/v3/repo/${repository}`, `/v3/repo/${repository}/builds?limit=5`];
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  for (let at = 0; performance.now() < end; at += 1) {
    const begin = performance.now();
    await reader.get(paths[at % paths.length]!);
    times.push(performance.now() - begin);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  reader.close();
  return times.toSorted((a, b) => a - b);
}

export const bench: Bench = {
  name: 'hostile-routes',
  summary: `every route with its largest and nastiest bodies from ${2 * CALLERS} at once, ${SECONDS} s, seen by another`,
  rounds: 1,
  warmUp: false,
  async setUp(): Promise<Setting> {
    const routes = await routesOfAll();
    const platform = await startBenchPlatform({
      http: { port: 0, ratePerMinute: 0 },
      worker: { executor: 'dummy' },
    });
    const [job] = await platform.build('hostile', { script: 'true' });
    const { repository } = await platform.api.get<{ repository: { id: number } }>(`/v3/job/${job}`);
    return { platform, repository: repository.id, routes };
  },
  async round(context): Promise<Figures> {
    const setting = context as Setting;
    const { platform, repository, routes } = setting;
    const pid = platform.process.child.pid!;
    const quiet = await ordinary(setting, 5);
    const before = residentMB(pid);
    const peakMB = watchPeakMB(pid);
    const known = { authorization: `token ${platform.token}`, 'travis-api-version': '3' };
    const attackers = [known, {}].map((headers) =>
      attack(platform.url, hostileCalls(routes, headers, repository)),
    );
    const times = await ordinary(setting, SECONDS);
    const sent = await Promise.all(attackers.map(sentBy));
    return {
      quietP99: { value: percentile(quiet, 99), unit: 'ms' },
      othersP50: { value: percentile(times, 50), unit: 'ms' },
      othersP99: { value: percentile(times, 99), unit: 'ms', budget: 250 },
      othersMax: { value: times.at(-1) ?? Number.NaN, unit: 'ms', budget: 250 },
      hostileCalls: { value: sent[0]! + sent[1]!, unit: 'count' },
      residentBefore: { value: before, unit: 'MB' },
      residentPeak: { value: peakMB(), unit: 'MB', budget: 1_500 },
    };
  },
  tearDown: async (context) => (context as Setting).platform.stop(),
};
