import { SESSION_COOKIE, tokens } from '@turnpike/core/contracts';
import { tokens as storeTokens } from '@turnpike/sdk/store';
import type { TestPlatform } from '@turnpike/sdk/testing';

/** The cookie of a browser in which the platform's administrator is logged in. */
export async function administratorCookie(platform: TestPlatform): Promise<string> {
  const { store, secrets } = platform.resolveAll({
    store: storeTokens.store,
    secrets: tokens.secrets,
  });
  const { id } = await platform.api.get<{ id: number }>('/v3/user');
  const token = 'a-session-of-the-administrator';
  await store.sessions.create({ hash: secrets.hash(token), userId: id, ttlSeconds: 600 });
  return `${SESSION_COOKIE}=${token}`;
}
