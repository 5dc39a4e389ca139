import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostAddress, tokenIn } from './host-address.js';

const BASE = 'https://git.example.com/code';

describe('an address of a host', () => {
  it.each([
    ['https://git.example.com/code/acme/app', 'acme/app'],
    ['https://git.example.com/code/acme/app.git', 'acme/app'],
    [' https://git.example.com/code/acme/app/ ', 'acme/app'],
    ['https://GIT.example.com/code/acme/sub/app', 'acme/sub/app'],
    ['https://git.example.com/code/acme/with%20space', 'acme/with space'],
    ['https://git.example.com/code/acme/one%2Ftwo', 'acme/one%2Ftwo'],
  ])('%s is %s there', (address, path) => {
    expect(hostAddress(BASE, address)).toEqual({ path, isSsh: false, user: '', password: '' });
  });

  it.each(['git@git.example.com:acme/app.git', 'ssh://git@git.example.com:2222/acme/app.git'])(
    '%s is one for SSH, without the path of the host and without a credential',
    (address) => {
      const at = hostAddress(BASE, address);
      expect(at).toEqual({ path: 'acme/app', isSsh: true, user: '', password: '' });
    },
  );

  it.each([
    'https://git.example.org/code/acme/app',
    'https://git.example.com:8443/code/acme/app',
    'https://git.example.com/acme/app',
    'https://git.example.com/codes/acme/app',
    'git@git.example.org:acme/app.git',
    'file:///code/acme/app',
    'acme/app',
    '',
  ])('%j is another one’s, or none', (address) => {
    expect(hostAddress(BASE, address)).toBeUndefined();
  });

  it.each([
    ['oauth2:s%3Acret', 's:cret'],
    ['s3cret', 's3cret'],
  ])('has the token of %s', (login, token) => {
    const at = hostAddress(BASE, `https://${login}@git.example.com/code/acme/app`);
    expect(at && tokenIn(at)).toEqual({ kind: 'token', token });
  });

  it('has no token where none stands in it', () => {
    const at = hostAddress(BASE, `${BASE}/acme/app`);
    expect(at && tokenIn(at)).toBeNull();
  });

  it('that is escaped wrongly is taken as it stands', () => {
    expect(hostAddress(BASE, `${BASE}/acme/%E0%A4%A`)?.path).toBe('acme/%E0%A4%A');
    expect(hostAddress(BASE, 'https://u:%FF@git.example.com/code/a/b')?.password).toBe('%FF');
  });

  it('whatever it is, is answered', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.constant('%'));
    fc.assert(
      fc.property(word, word, (one, two) => {
        for (const address of [one, `${BASE}/${one}/${two}`, `git@git.example.com:${one}`])
          expect(() => hostAddress(BASE, address)).not.toThrow();
      }),
    );
  });
});
