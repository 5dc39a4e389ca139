import { afterEach, expect, it } from 'vitest';
import { tokens, type VcsProvider } from '@turnpike/sdk';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { claimQuery, seedBuild, seedRepository } from '../../../test/support/seed.js';
import { plugin } from './plugin.js';
import { enqueue } from './testing/test-hub.js';

let host: TestHost | undefined;
afterEach(() => host?.stop());

it('runs in a host: claims, renews, expires', async () => {
  const git = { id: 'git', cloneAccess: async () => ({ url: '/srv/e.git', credential: null }) };
  host = await testPlugin(plugin, {
    config: { leaseSeconds: 1.5, sweepSeconds: 0.2 },
    deps: [fake(tokens.vcsProviders, git as unknown as VcsProvider)],
  });
  const store = host.resolve(tokens.store);
  const leases = host.resolve(tokens.leases);
  const { jobs } = await seedBuild(store, await seedRepository(store));
  await enqueue(store, ...jobs);
  const claimed = (await leases.claim(claimQuery('claim-0001')))!;
  expect(claimed).toMatchObject({
    run: 1,
    payload: { turnpike: { clone: { url: '/srv/e.git' } } },
  });
  expect(await leases.renew(claimed)).toBe('keep');
  const state = async () => (await store.jobs.get(jobs[0]!.id))?.state;
  await expect.poll(state, { timeout: 60_000 }).toBe('created');
  expect(await leases.renew(claimed)).toBe('gone');
  const metrics = await (await host.request('/metrics')).text();
  expect(metrics).toContain('turnpike_job_queue_seconds_count{queue="builds.linux"} 1');
  expect(metrics).toContain('turnpike_runs_lost_total 1');
});
