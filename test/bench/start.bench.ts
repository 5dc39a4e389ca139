/** The platform in one process: from spawn to its first answer, and what it then occupies. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../support/process.js';
import type { Bench, Figures } from './harness.js';
import { benchConfig } from './support/delivery-platform.js';
import { residentMB } from './support/server-process.js';

const SETTLE_MS = 2_000;

interface Start {
  readonly seconds: number;
  readonly memory: number;
}

async function startOnce(folder: string): Promise<Start> {
  const begin = performance.now();
  const platform = await startProcess({ name: 'start', folder, config: benchConfig(1) });
  const answer = await fetch(`${platform.url}/v3`);
  await answer.arrayBuffer();
  const seconds = (performance.now() - begin) / 1_000;
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const memory = residentMB(platform.child.pid ?? 0);
  await platform.kill();
  return { seconds, memory };
}

export const bench: Bench = {
  name: 'start',
  summary: 'the platform in one process: start to the first answer, idle memory',
  async round(): Promise<Figures> {
    const folder = mkdtempSync(join(tmpdir(), 'turnpike-bench-'));
    try {
      const fresh = await startOnce(folder);
      const again = await startOnce(folder);
      return {
        freshStart: { value: fresh.seconds, unit: 's' },
        start: { value: again.seconds, unit: 's', budget: 0.8 },
        freshMemory: { value: fresh.memory, unit: 'MB', budget: 130 },
        memory: { value: again.memory, unit: 'MB', budget: 130 },
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
