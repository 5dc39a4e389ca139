import { expect, it } from 'vitest';
import { onEachDatabase } from '../../../../test/support/databases.js';
import { seedRepository } from '../../../../test/support/seed.js';

onEachDatabase('preferences', (database) => {
  const open = async () => {
    const { store } = await database.open();
    const account = (login: string, email: string | null) =>
      store.users.insert({ login, name: null, email, admin: false });
    return { store, account, ...store };
  };

  it('keeps what was set, by repository and by none, and forgets what is as it comes', async () => {
    const { store, account, preferences } = await open();
    const { id: userId } = await account('ada', null);
    const { id: repositoryId } = await seedRepository(store);
    const name = 'build_emails';
    await preferences.set({ userId, repositoryId: null, name, value: true });
    await preferences.set({ userId, repositoryId: null, name, value: false });
    await preferences.set({ userId, repositoryId, name: 'starred', value: true });
    expect(await preferences.list(userId)).toEqual([
      { userId, repositoryId: null, name, value: false },
      { userId, repositoryId, name: 'starred', value: true },
    ]);
    await preferences.set({ userId, repositoryId: null, name, value: null });
    expect(await preferences.list(userId)).toHaveLength(1);
    await store.repositories.delete(repositoryId);
    expect(await preferences.list(userId)).toEqual([]);
  });

  it('knows which addresses want no mail, about one repository or at all', async () => {
    const { store, preferences } = await open();
    const [one, two] = [await seedRepository(store), await seedRepository(store)];
    const no = (repository: { readonly id: number }) =>
      preferences.wantsNoMail('List@example.com', repository.id);
    expect(await no(one)).toBe(false);
    await preferences.unsubscribe('list@EXAMPLE.com', one.id);
    await preferences.unsubscribe('list@example.com', one.id);
    expect([await no(one), await no(two)]).toEqual([true, false]);
    await preferences.unsubscribe('list@example.com', null);
    expect(await no(two)).toBe(true);
    await preferences.subscribe('list@example.com', null);
    await preferences.subscribe('list@example.com', one.id);
    expect([await no(one), await no(two)]).toEqual([false, false]);
  });

  it('goes by what accounts say, and mails where one of several wants it', async () => {
    const { store, account, preferences } = await open();
    const repository = await seedRepository(store);
    const [ada, twin] = [
      await account('ada', 'a@example.com'),
      await account('twin', 'A@example.com'),
    ];
    const no = () => preferences.wantsNoMail('a@example.com', repository.id);
    const off = { value: false, repositoryId: null, name: 'build_emails' };
    await preferences.set({ ...off, userId: ada.id });
    expect(await no()).toBe(false);
    const ofOne = { userId: twin.id, repositoryId: repository.id, name: 'email_subscription' };
    await preferences.set({ ...ofOne, value: false });
    expect(await no()).toBe(true);
    await store.users.delete(twin.id);
    await preferences.set({ ...off, userId: ada.id, value: true });
    expect(await no()).toBe(false);
  });
});
