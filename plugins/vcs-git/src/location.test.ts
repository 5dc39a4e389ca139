import { isTurnpikeError } from '@turnpike/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLocation } from './location.js';

const code = (text: string): string => {
  try {
    parseLocation(text);
    return 'read';
  } catch (error) {
    return isTurnpikeError(error) ? error.code : String(error);
  }
};

describe('an address', () => {
  it.each([
    'file://host/path',
    'file:///a%2Fb',
    'file:///%zz',
    'file:///a%00b',
    'FILE://h',
    'http://',
    'ssh://[::1',
  ])('that is malformed is refused: %s', (text) =>
    expect(code(text)).toBe('TURNPIKE_INPUT_INVALID'),
  );

  it('is read or refused with a reason, whatever it is', () => {
    const scheme = fc.constantFrom('file', 'http', 'https', 'ssh', 'git', 'ftp', 'ext');
    const piece = fc.constantFrom(
      '/',
      '%',
      '%2f',
      '%zz',
      '%00',
      '@',
      ':',
      'a',
      '..',
      '[',
      ']',
      '?',
      '#',
      ' ',
      '\\',
      'ü',
      '99999',
    );
    const text = fc.tuple(scheme, fc.array(piece)).map(([s, parts]) => `${s}://${parts.join('')}`);
    fc.assert(
      fc.property(text, (url) => {
        expect(['read', 'TURNPIKE_INPUT_INVALID']).toContain(code(url));
      }),
      { numRuns: 500 },
    );
  });

  it('may hold a password with a percent sign that begins no escape', () => {
    expect(parseLocation('https://bot:100%@example.com/x.git')).toMatchObject({
      credential: { user: 'bot', password: '100%' },
      url: 'https://example.com/x.git',
    });
  });

  it('of this machine may be written with localhost', () => {
    expect(parseLocation('file://localhost/srv/x')).toEqual({ kind: 'local', path: '/srv/x' });
  });
});
