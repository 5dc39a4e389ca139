import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedBuild, seedRepository } from '../../../../test/support/seed.js';

onEachDatabase('notifications', (database) => {
  it('goes from a row to its targets, and each to its end', async () => {
    const { store } = await database.open();
    const { build } = await seedBuild(store, await seedRepository(store));
    const row = {
      buildId: build.id,
      repositoryId: build.repositoryId,
      event: 'finished',
      notifier: 'email',
      entry: 0,
      config: { recipients: ['a', 'b', 'c'] },
      target: null,
    } as const;
    await store.notifications.insert([row, { ...row, notifier: 'irc' }]);
    expect(await store.notifications.claim('t1', [], 60, 5)).toEqual([]);
    const [claimed] = await store.notifications.claim('t1', ['email'], 60, 5);
    expect(claimed).toMatchObject({ ...row, state: 'claimed', attempts: 1 });
    expect(await store.notifications.claim('t2', ['email'], 60, 5)).toEqual([]);
    const split = await store.notifications.split(claimed!.id, 't1', ['a', 'b', 'c']);
    expect(split.map((part) => [part.target, part.state])).toEqual([
      ['a', 'claimed'],
      ['b', 'claimed'],
      ['c', 'claimed'],
    ]);
    expect(await store.notifications.split(claimed!.id, 't1', ['a'])).toEqual([]);
    const [a, b, c] = split.map((part) => part.id) as [number, number, number];
    expect(await store.notifications.finish(a, 't2', { state: 'sent' })).toBeUndefined();
    expect((await store.notifications.finish(a, 't1', { state: 'sent' }))?.sentAt).toBeGreaterThan(
      0,
    );
    await store.notifications.finish(b, 't1', { state: 'failed', reason: 'refused' });
    await store.notifications.retry(c, 't1', -1, 'busy');
    expect(await store.notifications.claim('t3', ['email'], -1, 5)).toMatchObject([
      { id: c, attempts: 2, reason: 'busy' },
    ]);
    expect(await store.notifications.claim('t4', ['email'], 60, 5)).toMatchObject([{ id: c }]);
    expect(await store.notifications.again(b)).toMatchObject({ state: 'created', attempts: 0 });
    expect(await store.notifications.again(b)).toBeUndefined();
    expect(await store.notifications.ofBuild(build.id)).toHaveLength(4);
    const sent = await store.notifications.list({ states: ['sent'] }, { limit: 5 });
    expect(sent.map((part) => part.id)).toEqual([a]);
    const end = { state: 'unconfigured', reason: 'no mail server' } as const;
    // b is due again, c is in t4's hand, the last one is of another notifier.
    expect(await store.notifications.endDue('email', end)).toMatchObject([{ ...end, id: b }]);
    expect(await store.notifications.endDue('email', end)).toEqual([]);
    expect(await store.notifications.again(b)).toMatchObject({ state: 'created' });
  });
});
