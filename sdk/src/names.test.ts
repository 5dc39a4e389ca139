import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyNoOwner, whyNoSlug } from './names.js';

const parts = [
  '.',
  '..',
  '...',
  '-',
  'v3',
  'V3',
  'live',
  'hooks',
  'rpc',
  '-a',
  'a',
  'x.y',
  '_',
  'a b',
  'ü',
  '',
];

describe('a name', () => {
  it('is never that of a page, whatever it is', () => {
    const part = fc.constantFrom(...parts);
    fc.assert(
      fc.property(part, part, (owner, name) => {
        const slug = `${owner}/${name}`;
        const isReached =
          new URL(`http://ci/${slug}`).pathname === `/${slug}` &&
          !/^\/(-|v3|live|hooks|rpc)\//i.test(`/${slug}`) &&
          ![owner, name].some((one) => one === '' || /^-|^\.+$/.test(one));
        expect(whyNoSlug(slug) === undefined, slug).toBe(isReached);
      }),
      { numRuns: 300 },
    );
  });

  it('of an owner may be any other word', () => {
    for (const name of ['ada', 'acme-inc', 'x_1', 'api', 'v33'])
      expect(whyNoOwner(name)).toBe(undefined);
    expect(whyNoOwner('x'.repeat(101))).toContain('1 to 100');
  });
});
