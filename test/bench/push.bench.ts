/** The life of a push through the whole platform in one process, seen by a reader that polls every 10 ms. */
import { percentile, type Bench, type Figures } from './harness.js';
import { poll } from './support/http-reader.js';
import {
  endOf,
  firstLine,
  startDeliveryPlatform,
  type DeliveryPlatform,
} from './support/delivery-platform.js';

const SINGLE_BUILDS = 100;
const BURST_BUILDS = 200;

interface Setting {
  readonly bench: DeliveryPlatform;
  readonly sha: string;
}

async function pushOnce({ bench, sha }: Setting): Promise<readonly [number, number]> {
  const id = bench.lastId + 1;
  const begin = performance.now();
  const since = async (ask: Promise<unknown>): Promise<number> => {
    await ask;
    return performance.now() - begin;
  };
  await bench.deliver(sha);
  return Promise.all([
    since(poll('the first line', () => firstLine(bench, id))),
    since(poll('the end', () => endOf(bench, id))),
  ]);
}

async function singles(setting: Setting): Promise<Figures> {
  const times: (readonly [number, number])[] = [];
  for (let i = 0; i < SINGLE_BUILDS; i += 1) times.push(await pushOnce(setting));
  const sorted = (k: 0 | 1): number[] => times.map((t) => t[k]).toSorted((a, b) => a - b);
  const [first, end] = [sorted(0), sorted(1)];
  return {
    firstLineP50: { value: percentile(first, 50), unit: 'ms', budget: 40 },
    firstLineP95: { value: percentile(first, 95), unit: 'ms', budget: 70 },
    finishedP50: { value: percentile(end, 50), unit: 'ms', budget: 50 },
    finishedP95: { value: percentile(end, 95), unit: 'ms', budget: 90 },
  };
}

/** All deliveries at once; the clock stops when the last build has ended. */
export async function burst({ bench, sha }: Setting, count: number): Promise<number> {
  const first = bench.lastId + 1;
  const begin = performance.now();
  await Promise.all(Array.from({ length: count }, () => bench.deliver(sha)));
  for (let id = first; id < first + count; id += 1)
    await poll(`build ${id}`, () => endOf(bench, id));
  return (count * 1_000) / (performance.now() - begin);
}

export const bench: Bench = {
  name: 'push',
  summary: 'delivery to first line and to the end, one by one; 200 builds on 4 slots',
  async setUp(): Promise<Setting> {
    const platform = await startDeliveryPlatform();
    return { bench: platform, sha: platform.commit('echo hi') };
  },
  async round(context) {
    const setting = context as Setting;
    const figures = await singles(setting);
    const perSecond = await burst(setting, BURST_BUILDS);
    return {
      ...figures,
      buildsOn4Slots: { value: perSecond, unit: '1/s', budget: 40, atLeast: true },
    };
  },
  tearDown: (context) => (context as Setting).bench.stop(),
};
