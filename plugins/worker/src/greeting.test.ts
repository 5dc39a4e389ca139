import { expect, it } from 'vitest';
import type { Claim, Leases } from '@turnpike/sdk';
import { silentLogger } from '../../../core/src/log/silent-logger.js';
import { Config } from './config.js';
import type { WorkerParts } from './run.js';
import { createWorker } from './worker.js';

it('says hello three times a minute, and its facts with one of them', async () => {
  let now = 0;
  const hellos: { readonly at: number; readonly told: boolean }[] = [];
  const ended = new AbortController();
  const leases: Partial<Leases> = {
    async hello({ facts }) {
      hellos.push({ at: now, told: facts !== undefined });
      if (now >= 120_000) ended.abort();
      // One that was not heard tells nothing: it is tried again, facts and all.
      if (hellos.length === 1) throw new Error('away');
      return {};
    },
    claim: async (): Promise<Claim | null> => null,
  };
  const parts = {
    leases,
    config: Config.parse({}),
    log: silentLogger,
    executor: {
      id: 'none',
      isolation: 'none',
      offers: { os: ['linux'], arch: ['amd64'], labels: [] },
      reap: async () => undefined,
    },
    clock: {
      monotonic: () => now,
      async sleep(ms: number, signal: AbortSignal) {
        if (ended.signal.aborted) await new Promise(() => undefined);
        signal.throwIfAborted();
        now += ms;
        await new Promise(setImmediate);
      },
    },
  } as unknown as WorkerParts;
  const facts = async () => ({ process: 'p', facts: [] });
  const worker = createWorker({ parts, name: 'w', version: '1', facts });
  await worker.start();
  await new Promise((resolve) => ended.signal.addEventListener('abort', resolve));
  await worker.stop();
  const told = hellos.filter((hello) => hello.told).map(({ at }) => at);
  const [, first = 0] = hellos.map(({ at }) => at);
  expect(hellos.length).toBeGreaterThan(6);
  expect(told).toEqual([0, first, first + 60_000, first + 120_000]);
});
