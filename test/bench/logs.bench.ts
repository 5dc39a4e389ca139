/** Logs of 100 MB through a terminal and the whole platform in one process. */
import { percentile, type Bench, type Figures } from './harness.js';
import { poll } from './support/http-reader.js';
import {
  endOf,
  startDeliveryPlatform,
  type DeliveryPlatform,
} from './support/delivery-platform.js';
import { residentMB, watchPeakMB } from './support/server-process.js';

const LOG_BYTES = 100_000_000;
const LINE = 'x'.repeat(49);
const LINES = Math.ceil(LOG_BYTES / (LINE.length + 1));
const CALL_EVERY_MS = 20;
/** Memory is counted from a server that has not yet had such a log. */
const SETTLE_MS = 2_000;

interface Setting {
  readonly bench: DeliveryPlatform;
  readonly blocks: string;
  readonly lines: string;
  readonly idleMB: number;
}

/** Calls the API until it is told to stop; answers the times, sorted. */
function callMeanwhile({ http }: DeliveryPlatform): () => Promise<readonly number[]> {
  const times: number[] = [];
  let going = true;
  const calling = (async () => {
    while (going) {
      const begin = performance.now();
      await http.get('/v3/repos');
      times.push(performance.now() - begin);
      await new Promise((resolve) => setTimeout(resolve, CALL_EVERY_MS));
    }
  })();
  return async () => {
    going = false;
    await calling;
    return times.toSorted((a, b) => a - b);
  };
}

async function bigLog({ bench, idleMB }: Setting, sha: string) {
  await bench.lag();
  const peak = watchPeakMB(bench.pid);
  const calls = callMeanwhile(bench);
  const id = bench.lastId + 1;
  const begin = performance.now();
  await bench.deliver(sha);
  await poll('the end', () => endOf(bench, id));
  const seconds = (performance.now() - begin) / 1_000;
  const times = await calls();
  const { p99 } = await bench.lag();
  const again = performance.now();
  const { bytes } = await bench.http.get(`/v3/job/${id}/log.txt`);
  const readSeconds = (performance.now() - again) / 1_000;
  if (bytes < LOG_BYTES) throw new Error(`only ${bytes} bytes were stored`);
  const callP95 = percentile(times, 95);
  return { seconds, readSeconds, callP95, lagP99: p99, megabytes: peak() - idleMB };
}

export const bench: Bench = {
  name: 'logs',
  summary: 'logs of 100 MB: stored, read back, and what else suffers meanwhile',
  async setUp(): Promise<Setting> {
    const bench = await startDeliveryPlatform({ lag: true });
    const blocks = bench.commit(`yes ${LINE} | head -c ${LOG_BYTES}`);
    const lines = bench.commit(`perl -e '$| = 1; print "${LINE}\\n" for 1..${LINES}'`);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    return { bench, blocks, lines, idleMB: residentMB(bench.pid) };
  },
  async round(context): Promise<Figures> {
    const setting = context as Setting;
    const blocks = await bigLog(setting, setting.blocks);
    const lines = await bigLog(setting, setting.lines);
    const worst = (key: keyof typeof blocks): number => Math.max(blocks[key], lines[key]);
    return {
      blocks: { value: blocks.seconds, unit: 's', budget: 3 },
      lines: { value: lines.seconds, unit: 's', budget: 8 },
      readBack: { value: worst('readSeconds'), unit: 's', budget: 0.6 },
      memoryAboveIdle: { value: worst('megabytes'), unit: 'MB', budget: 80 },
      otherCallsP95: { value: worst('callP95'), unit: 'ms', budget: 20 },
      loopLagP99: { value: worst('lagP99'), unit: 'ms' },
    };
  },
  tearDown: (context) => (context as Setting).bench.stop(),
};
