/** 50 jobs that each print 1 MB/s through a terminal of their own, in one process. */
import type { Bench, Figures } from './harness.js';
import { poll } from './support/http-reader.js';
import {
  endOf,
  startDeliveryPlatform,
  type DeliveryPlatform,
} from './support/delivery-platform.js';
import { residentMB } from './support/server-process.js';

const JOBS = 50;
const SECONDS = 8;
/** 50 KB every 50 ms, by the clock, without starting a program. */
const SCRIPT = `perl -MTime::HiRes=time,sleep -e '$| = 1; $line = ("x" x 99 . "\\n") x 500; $end = time + ${SECONDS}; $next = time; while (time < $end) { print $line; $next += 0.05; $rest = $next - time; sleep $rest if $rest > 0 }'`;

interface Setting {
  readonly bench: DeliveryPlatform;
  readonly sha: string;
}

async function cpuSeconds(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export const bench: Bench = {
  name: 'streams',
  summary: '50 jobs of 1 MB/s each: lag of the event loop',
  async setUp(): Promise<Setting> {
    const bench = await startDeliveryPlatform({ slots: JOBS, lag: true });
    return { bench, sha: bench.commit(SCRIPT) };
  },
  async round(context): Promise<Figures> {
    const { bench, sha } = context as Setting;
    const first = bench.lastId + 1;
    await Promise.all(Array.from({ length: JOBS }, () => bench.deliver(sha)));
    await poll('the last job', async () => {
      const { body } = await bench.http.get(`/v3/job/${first + JOBS - 1}`);
      return (JSON.parse(body.toString()) as { state?: string }).state === 'started' || undefined;
    });
    // From here on all of them print.
    await bench.lag();
    const [begin, cpu] = [performance.now(), await cpuSeconds(bench.pid)];
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 600));
    const { p50, p99, max } = await bench.lag();
    const seconds = (performance.now() - begin) / 1_000;
    const busy = ((await cpuSeconds(bench.pid)) - cpu) / seconds;
    const memory = residentMB(bench.pid);
    for (let id = first; id < first + JOBS; id += 1)
      await poll(`build ${id}`, () => endOf(bench, id));
    const { bytes } = await bench.http.get(`/v3/job/${first}/log.txt`);
    return {
      loopLagP50: { value: p50, unit: 'ms' },
      loopLagP99: { value: p99, unit: 'ms', budget: 25 },
      loopLagMax: { value: max, unit: 'ms' },
      eachStream: { value: bytes / SECONDS / 1e6, unit: 'MB/s', budget: 0.9, atLeast: true },
      coresOfServer: { value: busy, unit: 'ratio' },
      memory: { value: memory, unit: 'MB' },
    };
  },
  tearDown: (context) => (context as Setting).bench.stop(),
};
