import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path.js';

describe('where a browser goes after it signed in', () => {
  it.each(['/ada/engine', '/ada/engine/builds/7?tab=x#L4', '/-/account'])('is %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    ...['//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', ''],
    ...['/\t/evil.example', '/\n/evil.example', 'javascript:alert(1)', 'evil', '/./\\evil.example'],
    ...['/..//evil.example', '/auth/hub/callback?state=x', `/${'x'.repeat(3000)}`],
  ])('is the first page in place of %j', (path) => {
    expect(returnPath(path)).toBe('/');
  });

  it('never leaves this server', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '@',
      ':',
      'http:',
      'evil.example',
      '\t',
      '?',
      '#',
      '%2f',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const path = returnPath(parts.join(''));
        expect(path).toMatch(/^\/(?!\/)/);
        expect(new URL(path, 'https://ci.example.com').origin).toBe('https://ci.example.com');
      }),
    );
  });
});
