import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endedSessionCookies, sessionCookie, sessionToken } from './session-cookie.js';

const token = fc.stringMatching(/^[\w-]{1,43}$/);
const pairOf = (cookie: string): string => cookie.split(';')[0] ?? '';

describe('a session cookie', () => {
  it('has the prefix that no other page can set where all of the host is ours and https', () => {
    const of = (publicUrl: string, secure?: boolean) =>
      sessionCookie('t', { publicUrl, maxAgeSeconds: 9, ...(secure ? { secure } : {}) });
    expect(of('https://ci.example.com')).toBe(
      '__Host-turnpike_session=t; Path=/; Max-Age=9; HttpOnly; SameSite=Lax; Secure',
    );
    expect(of('https://ci.example.com/ci')).toBe(
      'turnpike_session=t; Path=/ci/; Max-Age=9; HttpOnly; SameSite=Lax; Secure',
    );
    expect(of('http://127.0.0.1:3030')).toBe(
      'turnpike_session=t; Path=/; Max-Age=9; HttpOnly; SameSite=Lax',
    );
    // By the word of a trusted proxy, where no public address is configured.
    expect(of('http://127.0.0.1:3030', true)).toMatch(/^__Host-turnpike_session=t; .*Secure$/);
  });

  it('is read back under either name, the safe one first', () => {
    const urls = fc.constantFrom('https://a.example', 'https://a.example/b', 'http://a.example');
    fc.assert(
      fc.property(token, urls, (text, publicUrl) => {
        const cookie = pairOf(sessionCookie(text, { publicUrl, maxAgeSeconds: 9 }));
        expect(sessionToken(`a=b; ${cookie}; c=d`)).toBe(text);
      }),
    );
    expect(sessionToken('turnpike_session=forged; __Host-turnpike_session=own')).toBe('own');
    expect(sessionToken('turnpike_session=from-before')).toBe('from-before');
    expect(sessionToken(undefined)).toBeUndefined();
  });

  it('is forgotten under each name that it may have', () => {
    expect(endedSessionCookies({ publicUrl: 'https://ci.example.com' }).map(pairOf)).toEqual([
      '__Host-turnpike_session=',
      'turnpike_session=',
    ]);
    expect(endedSessionCookies({ publicUrl: 'http://ci.example.com' })).toHaveLength(1);
  });
});
