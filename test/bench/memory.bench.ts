/** What a platform in one process occupies before and after 1,000 builds. */
import type { Bench, Figures } from './harness.js';
import { burst } from './push.bench.js';
import { startDeliveryPlatform } from './support/delivery-platform.js';
import { residentMB } from './support/server-process.js';

const BURSTS = 5;
const BUILDS = 200;
const SETTLE_MS = 3_000;
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SETTLE_MS));

export const bench: Bench = {
  name: 'memory',
  summary: 'memory of the platform in one process, idle and after 1,000 builds',
  rounds: 5,
  warmUp: false,
  async round(): Promise<Figures> {
    const platform = await startDeliveryPlatform({ slots: 1 });
    try {
      const sha = platform.commit('echo hi');
      await settle();
      const idle = residentMB(platform.pid);
      for (let i = 0; i < BURSTS; i += 1) await burst({ bench: platform, sha }, BUILDS);
      await settle();
      return {
        idle: { value: idle, unit: 'MB', budget: 130 },
        after1000Builds: { value: residentMB(platform.pid), unit: 'MB', budget: 200 },
      };
    } finally {
      await platform.stop();
    }
  },
};
