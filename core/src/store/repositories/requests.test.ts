import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedBuild, seedRepository, seedRequest } from '../../../../test/support/seed.js';

/** A second from now: all that there is is older. */
const LONG_AGO = -1 / 86_400;

function deliveryOf(repositoryId: number, guid: string) {
  const kind = { provider: 'github', event: 'push', outcome: 'accepted', reason: null } as const;
  return { ...kind, guid, repositoryId, headers: {}, body: '0123456789' };
}

onEachDatabase('requests', (database) => {
  it('stores a push once', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const request = {
      repositoryId: repository.id,
      ownerId: repository.ownerId,
      eventType: 'push',
      ref: 'refs/heads/main',
      branch: 'main',
      guid: 'push:abc',
      configs: [{ config: 'script: true', mode: 'merge' }],
    } as const;
    const first = await store.requests.insert(request);
    expect(first).toMatchObject({ state: 'created', configs: request.configs, sha: null });
    expect(await store.requests.insert(request)).toBeUndefined();
    await seedRequest(store, repository);
    await seedRequest(store, repository);
    const { rows, total } = await store.requests.list(repository.id, { limit: 2 });
    expect([total, rows.length]).toEqual([3, 2]);
    expect(await store.requests.countRecent(repository.id, 'push', 60)).toBe(3);
    expect(await store.requests.countRecent(repository.id, 'api', 60)).toBe(0);
  });

  it('is worked through in order, one of a repository at a time', async () => {
    const { store } = await database.open();
    const one = await seedRepository(store);
    const two = await seedRepository(store);
    const first = await seedRequest(store, one);
    const second = await seedRequest(store, one);
    const third = await seedRequest(store, two);
    const claim = async (claimer: string, seconds = 60) =>
      (await store.requests.claim(claimer, seconds))?.id;
    expect(await claim('a')).toBe(first.id);
    expect(await claim('b')).toBe(third.id);
    expect(await claim('c')).toBeUndefined();
    const outcome = { result: 'rejected', rule: 'skip-command', message: 'said so' } as const;
    expect(await store.requests.finish(first.id, 'b', outcome)).toBeUndefined();
    expect(await store.requests.finish(first.id, 'a', outcome)).toMatchObject({
      ...outcome,
      state: 'finished',
      attempts: 1,
    });
    expect(await claim('c', -1)).toBe(second.id);
    expect(await claim('d')).toBe(second.id);
    expect(await store.requests.finish(second.id, 'c', outcome)).toBeUndefined();
    await store.requests.release(second.id, 'd', 60);
    await seedRequest(store, one);
    expect(await claim('e')).toBeUndefined();
  });

  it('tries again after a delay', async () => {
    const { store } = await database.open();
    const { id } = await seedRequest(store, await seedRepository(store));
    await store.requests.claim('a', 60);
    await store.requests.release(id, 'a', -1);
    expect(await store.requests.claim('b', 60)).toMatchObject({ id, attempts: 2 });
  });

  it('holds a claim for its claimer alone', async () => {
    const { store } = await database.open();
    const { id } = await seedRequest(store, await seedRepository(store));
    await store.requests.claim('a', -1);
    expect(await store.requests.renew(id, 'b', 60)).toBe(false);
    expect(await store.requests.renew(id, 'a', 60)).toBe(true);
    expect(await store.requests.claim('b', 60)).toBeUndefined();
    expect(await store.requests.renew(id, 'a', -1)).toBe(true);
    expect(await store.requests.claim('b', 60)).toMatchObject({ id });
    expect(await store.requests.renew(id, 'a', 60)).toBe(false);
  });

  it('gives each request to one of many claimers', async () => {
    const { store } = await database.open();
    for (let count = 0; count < 4; count += 1)
      await seedRequest(store, await seedRepository(store));
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => store.requests.claim(`g${index}`, 60)),
    );
    const ids = claims.flatMap((claim) => (claim ? [claim.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await Promise.all(Array.from({ length: 4 }, () => store.requests.claim('z', 60)));
    expect(ids.length + rest.filter(Boolean).length).toBe(4);
  });

  it('keeps messages and raw configurations', async () => {
    const { store } = await database.open();
    const { id } = await seedRequest(store, await seedRepository(store));
    const message = {
      level: 'warn',
      key: 'script',
      code: 'unknown_key',
      args: { value: 'x' },
      src: '.travis.yml',
      line: 3,
    } as const;
    await store.requests.saveMessages(id, [message, message]);
    await store.requests.saveMessages(id, [message]);
    expect(await store.requests.messages(id)).toEqual([{ ...message, requestId: id }]);
    const config = { source: 'ada/engine:.travis.yml@main', mode: null, config: 'script: true' };
    await store.requests.saveRawConfigs(id, [config]);
    expect(await store.requests.rawConfigs(id)).toEqual([config]);
    expect(await store.requests.jobOrigins(id)).toEqual([]);
    await store.requests.saveJobOrigins(id, [{ from: 'root', index: 0 }]);
    const origins = [
      { from: 'matrix', index: 0 },
      { from: 'include', index: 2 },
    ] as const;
    await store.requests.saveJobOrigins(id, origins);
    expect(await store.requests.jobOrigins(id)).toEqual(origins);
  });

  it('keeps deliveries once, and not for ever', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const delivery = {
      provider: 'github',
      guid: 'g-1',
      event: 'push',
      repositoryId: repository.id,
      headers: { 'x-event': 'push' },
      body: '{"a":1}',
      outcome: 'accepted',
      reason: null,
    } as const;
    const stored = await store.deliveries.insert(delivery);
    expect(stored).toMatchObject({ ...delivery, requestId: null });
    expect(await store.deliveries.insert(delivery)).toBeUndefined();
    await store.deliveries.setRequest(stored!.id, 4);
    expect(await store.deliveries.byGuid('github', 'g-1')).toMatchObject({ requestId: 4 });
    expect(await store.deliveries.list({ provider: 'github' }, { limit: 5 })).toHaveLength(1);
    expect(await store.deliveries.list({ repositoryId: 99 }, { limit: 5 })).toEqual([]);
    const old = { olderThanDays: 1, limit: 10 };
    expect(await store.deliveries.purge(old)).toBe(0);
    expect(await store.deliveries.purge({ ...old, olderThanDays: 0 })).toBe(0);
    expect(await store.deliveries.purge({ ...old, olderThanDays: LONG_AGO })).toBe(1);
    expect(await store.deliveries.get(stored!.id)).toBeUndefined();
  });

  it('lets go of the oldest deliveries by size, in lots, and never of one whose request is open', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const ids: number[] = [];
    for (const guid of ['a', 'b', 'c', 'd'])
      ids.push((await store.deliveries.insert(deliveryOf(repository.id, guid)))!.id);
    const open = await seedRequest(store, repository);
    await store.deliveries.setRequest(ids[0]!, open.id);
    const old = { olderThanDays: 0, beyond: 10, limit: 1 };
    const left = async () =>
      (await store.deliveries.list({ repositoryId: repository.id }, { limit: 9 })).map(
        ({ guid }) => guid,
      );
    // Ten bytes each: the newest one fits.
    expect(await store.deliveries.purge(old)).toBe(1);
    expect(await left()).toEqual(['d', 'c', 'a']);
    expect(await store.deliveries.purge({ ...old, limit: 9 })).toBe(1);
    expect(await left()).toEqual(['d', 'a']);
    expect(await store.deliveries.purge({ ...old, olderThanDays: LONG_AGO, limit: 9 })).toBe(1);
    expect(await left()).toEqual(['a']);
    await store.requests.claim('me', 60);
    await store.requests.finish(open.id, 'me', { result: 'rejected' });
    expect(await store.deliveries.purge({ ...old, olderThanDays: LONG_AGO, limit: 9 })).toBe(1);
  });

  it('lets go of rejected requests by age and number, and of no other', async () => {
    const { store } = await database.open();
    const repository = await seedRepository(store);
    const rejected: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const { id } = await seedRequest(store, repository);
      await store.requests.claim('me', 60);
      await store.requests.finish(id, 'me', { result: 'rejected', rule: 'x' });
      await store.requests.saveMessages(id, [
        { level: 'warn', key: 'a', code: 'b', args: {}, src: null, line: 1 },
      ]);
      rejected.push(id);
    }
    const open = await seedRequest(store, repository);
    await seedBuild(store, repository);
    const { total } = await store.requests.list(repository.id, { limit: 1 });
    expect(await store.requests.purge({ olderThanDays: 0, beyond: 2, limit: 9 })).toBe(1);
    expect(await store.requests.get(rejected[0]!)).toBeUndefined();
    expect(await store.requests.messages(rejected[0]!)).toEqual([]);
    expect(await store.requests.purge({ olderThanDays: 1, limit: 9 })).toBe(0);
    expect(await store.requests.purge({ olderThanDays: LONG_AGO, limit: 1 })).toBe(1);
    expect(await store.requests.purge({ olderThanDays: LONG_AGO, limit: 9 })).toBe(1);
    expect(await store.requests.get(open.id)).toBeDefined();
    const now = await store.requests.list(repository.id, { limit: 9 });
    expect([now.total, now.rows.length]).toEqual([total - 3, total - 3]);
  });
});
