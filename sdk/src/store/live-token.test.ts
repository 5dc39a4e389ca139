import { ExternalHostError, NotAllowedError, type TokenGrant } from '@turnpike/core/contracts';
import { describe, expect, it } from 'vitest';
import { fakeSecrets } from '../testing/fakes/secrets.js';
import { testStore } from '../testing/fakes/store.js';
import { liveToken } from './live-token.js';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;

async function start(held: { token?: string; refresh?: string; expiresAt?: number | null }) {
  const store = await testStore();
  const secrets = fakeSecrets();
  const user = await store.users.insert({ login: 'ada', name: null, email: null, admin: false });
  const at = { host: 'gitea', hostUserId: '7', login: 'ada', name: null, avatarUrl: null };
  const { id } = await store.identities.link({ ...at, userId: user.id });
  const seal = (text?: string) => (text === undefined ? null : secrets.seal(text));
  await store.identities.setTokens(id, {
    ...{ token: seal(held.token), refresh: seal(held.refresh), scopes: ['repo'] },
    expiresAt: held.expiresAt ?? null,
  });
  const asked: string[] = [];
  let answer: () => TokenGrant = () => ({
    ...{ token: 'new', refresh: 'next', expiresAt: NOW + 60 * MINUTE },
  });
  const provider = {
    async renewToken(refresh: string) {
      asked.push(refresh);
      await new Promise((resolve) => setTimeout(resolve, 30));
      return answer();
    },
  };
  const ports = { store, secrets, provider, clock: { now: () => NOW } };
  return {
    ...{ store, secrets, id, asked },
    get: (refused?: string) => liveToken(ports, id, refused),
    say: (given: () => TokenGrant) => void (answer = given),
  };
}

describe('liveToken', () => {
  it('answers a token that lasts', async () => {
    const endless = await start({ token: 'old', refresh: 'r' });
    expect(await endless.get()).toBe('old');
    const lasting = await start({ token: 'old', refresh: 'r', expiresAt: NOW + 6 * MINUTE });
    expect(await lasting.get()).toBe('old');
    expect([...endless.asked, ...lasting.asked]).toEqual([]);
  });

  it('8. renews once however many ask, and all get the new one', async () => {
    const p = await start({ token: 'old', refresh: 'once', expiresAt: NOW - 1 });
    const got = await Promise.all(Array.from({ length: 20 }, () => p.get()));
    expect(new Set(got)).toEqual(new Set(['new']));
    expect(p.asked).toEqual(['once']);
    const { refresh } = (await p.store.identities.tokens(p.id))!;
    expect(p.secrets.open(refresh!)).toBe('next');
    expect(await p.store.identities.get(p.id)).toMatchObject({ scopes: ['repo'], revokedAt: null });
    expect(await p.get('new'), 'it is refused').toBe('new');
    expect(p.asked).toEqual(['once', 'next']);
  });

  it('ends where nothing renews it, and does not try again', async () => {
    const none = await start({ token: 'old', expiresAt: NOW - 1 });
    expect(await none.get()).toBeUndefined();
    const refused = await start({ token: 'old', refresh: 'r', expiresAt: NOW - 1 });
    refused.say(() => {
      throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'used');
    });
    expect([await refused.get(), await refused.get()]).toEqual([undefined, undefined]);
    expect(refused.asked).toEqual(['r']);
    expect((await refused.store.identities.get(refused.id))?.revokedAt).toBeGreaterThan(0);
  });

  it('keeps what it has while the host is away', async () => {
    const p = await start({ token: 'old', refresh: 'r', expiresAt: NOW - 1 });
    p.say(() => {
      throw new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'away');
    });
    await expect(p.get()).rejects.toThrow('away');
    expect((await p.store.identities.get(p.id))?.revokedAt).toBeNull();
  });
});
