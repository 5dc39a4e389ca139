import { describe, expect, it } from 'vitest';
import { slugParts, slugPath } from '@turnpike/core/contracts';

describe('slugs', () => {
  it.each([
    ['ada/engine', 'ada', 'engine', 'ada/engine'],
    ['a/b/c/d/name', 'a/b/c/d', 'name', 'a%2Fb%2Fc%2Fd/name'],
    ['ada/socket.io', 'ada', 'socket.io', 'ada/socket.io'],
    ['ä/b c', 'ä', 'b c', '%C3%A4/b%20c'],
  ])('27. %s is taken apart at its last slash', (slug, owner, name, path) => {
    expect(slugParts(slug)).toEqual({ owner, name });
    expect(slugPath(slug)).toBe(path);
  });

  it.each(['', 'a', '/a', 'a/', '/'])('%j is none', (text) => {
    expect(slugParts(text)).toBeUndefined();
  });
});
