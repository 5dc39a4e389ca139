import { expect, it } from 'vitest';
import {
  ExternalHostError,
  NotAllowedError,
  type HostGrant,
  type SecretBox,
  type Store,
} from '@turnpike/core/contracts';
import { onEachDatabase } from '../../../test/support/databases.js';
import { freshToken } from './fresh-token.js';

const secrets: Pick<SecretBox, 'open' | 'seal'> = {
  seal: (plain) => `sealed:${plain}`,
  open: (sealed) => sealed.replace(/^sealed:/, ''),
};
const grant = (number: number): HostGrant => ({
  accessToken: `access-${number}`,
  refreshToken: `refresh-${number}`,
  scopes: ['repo'],
  expiresAt: Date.now() + 3_600_000,
});

/** A host whose renewal tokens are good once. */
function host() {
  const asked: string[] = [];
  return {
    asked,
    async refresh(token: string) {
      asked.push(token);
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (token !== `refresh-${asked.length}`)
        throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'token was already used');
      return grant(asked.length + 1);
    },
  };
}

async function withToken(store: Store, expiresAt: number | null = Date.now() - 1000) {
  const { id: userId } = await store.users.insert({
    login: 'ada',
    name: null,
    email: null,
    admin: false,
  });
  const of = { host: 'hub', hostUserId: '7', login: 'ada', name: null, avatarUrl: null };
  const { id } = await store.identities.link({ ...of, userId });
  const sealed = { token: secrets.seal('access-1'), refresh: secrets.seal('refresh-1') };
  await store.identities.setTokens(id, { ...sealed, scopes: [], expiresAt });
  return id;
}

onEachDatabase('the token of an identity', (database) => {
  it('is renewed once, however many ask at once, in whatever process', async () => {
    const { store } = await database.open();
    const id = await withToken(store);
    const method = host();
    const all = Array.from({ length: 20 }, () => freshToken({ store, secrets }, method, id));
    expect(new Set(await Promise.all(all))).toEqual(new Set(['access-2']));
    expect(method.asked).toEqual(['refresh-1']);
    expect(await freshToken({ store, secrets }, method, id)).toBe('access-2');
  });

  it('is taken as it is while it lasts, and where it has no end', async () => {
    const { store } = await database.open();
    const method = host();
    const id = await withToken(store, null);
    expect(await freshToken({ store, secrets }, method, id)).toBe('access-1');
    expect(method.asked).toEqual([]);
  });

  it('is gone where the host gives none any more: nobody asks again', async () => {
    const { store } = await database.open();
    const id = await withToken(store);
    const method = host();
    method.asked.push('the answer to this one was lost');
    expect(await freshToken({ store, secrets }, method, id)).toBeUndefined();
    expect(await freshToken({ store, secrets }, method, id)).toBeUndefined();
    expect(method.asked).toHaveLength(2);
    expect((await store.identities.get(id))?.revokedAt).toBeGreaterThan(0);
  });

  it('stays where the host cannot be asked, or does not accept the application', async () => {
    const { store } = await database.open();
    const id = await withToken(store);
    for (const error of [
      new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'gone'),
      new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'x', { errorType: 'misconfigured' }),
    ]) {
      const refresh = async () => Promise.reject(error);
      await expect(freshToken({ store, secrets }, { refresh }, id)).rejects.toBe(error);
    }
    expect(await freshToken({ store, secrets }, host(), id)).toBe('access-2');
  });
});
