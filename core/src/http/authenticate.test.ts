import { describe, expect, it } from 'vitest';
import type { User } from '../contracts/domain.js';
import { bearerToken, cookieValue, createAuthenticate } from './authenticate.js';

const ada: User = {
  id: 1,
  login: 'ada',
  name: null,
  email: null,
  admin: true,
  suspendedAt: null,
  createdAt: 0,
};
const users: Readonly<Record<string, User>> = { '#s1': ada, '#s2': { ...ada, suspendedAt: 5 } };
const authenticate = createAuthenticate({
  tokens: { role: 'the-role-secret-1' },
  issuer: {
    verify: async (token) => (token === 'run' ? { kind: 'run', jobId: 1, run: 1 } : undefined),
  },
  sessions: () => ({
    find: async (hash) => users[hash],
    findToken: async (hash) =>
      hash === '#api'
        ? {
            token: {
              id: 1,
              userId: 1,
              name: 't',
              scopes: ['read'],
              createdAt: 0,
              usedAt: null,
              expiresAt: null,
            },
            user: ada,
          }
        : undefined,
  }),
  hash: (token) => `#${token}`,
});

describe('who asks', () => {
  it('knows roles, runs, API tokens and sessions', async () => {
    expect(await authenticate({ authorization: 'Bearer the-role-secret-1' })).toEqual({
      kind: 'role',
    });
    expect(await authenticate({ authorization: 'Bearer run' })).toMatchObject({ kind: 'run' });
    expect(await authenticate({ authorization: 'token "api"' })).toMatchObject({
      kind: 'user',
      via: 'token',
      scopes: ['read'],
      admin: true,
    });
    expect(await authenticate({ cookie: 'a=b; turnpike_session=s1' })).toMatchObject({
      kind: 'user',
      via: 'session',
    });
  });

  it('treats ended sessions and suspended people as nobody, wrong tokens as an error', async () => {
    expect(await authenticate({})).toEqual({ kind: 'anonymous' });
    expect(await authenticate({ cookie: 'turnpike_session=gone' })).toEqual({ kind: 'anonymous' });
    expect(await authenticate({ cookie: 'turnpike_session=s2' })).toEqual({ kind: 'anonymous' });
    await expect(authenticate({ authorization: 'Bearer wrong' })).rejects.toMatchObject({
      code: 'TURNPIKE_AUTH_INVALID',
    });
    await expect(authenticate({ authorization: 'Bearer ' })).resolves.toEqual({
      kind: 'anonymous',
    });
  });

  it('reads Travis spellings of the header', () => {
    expect(bearerToken('token abc')).toBe('abc');
    expect(bearerToken('token "abc"')).toBe('abc');
    expect(bearerToken(`Basic ${Buffer.from('abc:').toString('base64')}`)).toBe('abc');
    expect(bearerToken('Digest x')).toBeUndefined();
    expect(cookieValue('x=1; turnpike_session=a=b', 'turnpike_session')).toBe('a=b');
  });
});
