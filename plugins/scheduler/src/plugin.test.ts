import { afterEach, expect, it } from 'vitest';
import { tokens, type Commands } from '@turnpike/sdk';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { seedBuild, seedRepository } from '../../../test/support/seed.js';
import { OwnerLine } from './owner-line.js';
import { plugin } from './plugin.js';
import { silentLogger } from '../../../core/src/log/silent-logger.js';

let host: TestHost | undefined;
afterEach(() => host?.stop());

it('wakes on events, and sweeps what it was not told of', async () => {
  host = await testPlugin(plugin, {
    config: { ownerLimit: 1 },
    deps: [fake(tokens.commands, {} as Commands)],
  });
  const store = host.resolve(tokens.store);
  const { build, jobs } = await seedBuild(store, await seedRepository(store), { jobs: [{}, {}] });
  const states = async () => (await store.jobs.ofBuild(build.id)).map((job) => job.state);
  const { id: buildId, repositoryId, ownerId, number, state, version } = build;
  await store.emit('build:created', { buildId, repositoryId, ownerId, number, state, version });
  await expect.poll(states, { timeout: 60_000 }).toEqual(['queued', 'created']);
  await store.jobs.transition(jobs[0]!.id, { from: ['queued'], to: 'canceled' });
  await expect.poll(states, { timeout: 60_000 }).toEqual(['canceled', 'queued']);
});

it('looks at an owner once more for any number of calls, and at few owners at once', async () => {
  let looking = 0;
  let most = 0;
  const looks: number[] = [];
  const line = new OwnerLine(
    async (ownerId) => {
      looks.push(ownerId);
      most = Math.max(most, (looking += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      looking -= 1;
      if (ownerId === 3) throw new Error('no luck');
    },
    silentLogger,
    2,
  );
  for (const ownerId of [1, 1, 2, 3, 4, 1, 2]) line.add(ownerId);
  await line.idle();
  expect(most).toBe(2);
  expect([...looks].sort()).toEqual([1, 1, 2, 2, 3, 4]);
  await line.close();
  line.add(5);
  await line.idle();
  expect(looks).not.toContain(5);
});
