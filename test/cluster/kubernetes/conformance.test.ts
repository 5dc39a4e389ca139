import { afterAll, beforeAll } from 'vitest';
import type { Executor } from '@turnpike/sdk';
import { executorConformance } from '@turnpike/sdk/conformance';
import { jobsPlace, type JobsPlace } from './executor.js';

let place: JobsPlace;
beforeAll(async () => {
  place = await jobsPlace();
});
afterAll(() => place?.dispose());

executorConformance(
  'executor-kubernetes',
  async () => {
    const executor: Executor = await place.executor();
    return { executor, restarted: () => place.executor(), dispose: async () => undefined };
  },
  { patienceMs: 120_000 },
);
