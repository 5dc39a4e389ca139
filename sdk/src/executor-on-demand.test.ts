import type { Executor, RunRef } from '@turnpike/core/contracts';
import { expect, it } from 'vitest';
import { executorOnDemand } from './executor-on-demand.js';

const never = new AbortController().signal;
const KEPT: RunRef = { jobId: 1, run: 2 };

function made(adopts: boolean, trouble?: Error) {
  const calls: string[] = [];
  let broken = trouble;
  const real: Executor = {
    id: 'real',
    isolation: 'machine',
    offers: { os: ['linux'], arch: ['s390x'] },
    warnings: ['It is small.'],
    start: async () => Promise.reject(new Error('it starts nothing')),
    reap: async (keep) => void calls.push(`reap ${keep.length}`),
    adoptable: async () => [{ run: KEPT, keepsake: 'kept' }],
    adopt: async ({ jobId }) => void calls.push(`adopt ${jobId}`),
  };
  const executor = executorOnDemand({
    id: 'real',
    isolation: 'container',
    offers: { os: ['linux'], arch: ['amd64'] },
    adopts,
    async open() {
      calls.push('open');
      const error = broken;
      broken = undefined;
      if (error) throw error;
      return real;
    },
  });
  return { executor, calls };
}

it('opens once, for whoever comes first, and then says what it is', async () => {
  const { executor, calls } = made(true);
  expect(executor).toMatchObject({ id: 'real', isolation: 'container', warnings: [] });
  expect([calls, executor.opened]).toEqual([[], undefined]);
  await Promise.all([executor.open!(), executor.reap([KEPT])]);
  expect(calls).toEqual(['open', 'reap 1']);
  expect(executor).toMatchObject({ isolation: 'machine', warnings: ['It is small.'] });
  expect(executor.offers.arch).toEqual(['s390x']);
  expect(await executor.adoptable!()).toEqual([{ run: KEPT, keepsake: 'kept' }]);
  expect(await executor.adopt!(KEPT, never)).toBeUndefined();
  expect(calls).toEqual(['open', 'reap 1', 'adopt 1']);
});

it('fails where it is used, and is opened anew after that', async () => {
  const { executor, calls } = made(false, new Error('no engine'));
  await expect(executor.open!()).rejects.toThrow('no engine');
  await executor.reap([]);
  expect(calls).toEqual(['open', 'open', 'reap 0']);
  expect([executor.adopt, executor.adoptable]).toEqual([undefined, undefined]);
});
