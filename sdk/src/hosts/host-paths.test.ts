import { describe, expect, it } from 'vitest';
import { cleanPath, escapePath, fileText, leadsElsewhere, WHOLE_SHA } from './host-paths.js';

describe('what becomes part of an address', () => {
  it.each(['', '-x', 'a/../b', '..', './a', 'a b', 'a\nb', 'a\u0000b'])(
    '%j leads elsewhere',
    (text) => {
      expect(leadsElsewhere(text)).toBe(true);
    },
  );

  it.each(['main', 'feature/one', 'v1.0..2', 'refs/heads/ü', 'a%2e%2e/b'])(
    '%j does not',
    (text) => {
      expect(leadsElsewhere(text)).toBe(false);
    },
  );

  it('a path may have spaces and begin as people write it, and stays within', () => {
    expect(cleanPath('./dir/my file.yml')).toBe('dir/my file.yml');
    expect(cleanPath('/.travis.yml')).toBe('.travis.yml');
    expect(cleanPath('dir/../../x')).toBeUndefined();
    expect(escapePath('dir/my #1%.yml')).toBe('dir/my%20%231%25.yml');
  });

  it('an id of a commit is whole', () => {
    expect(['a'.repeat(40), 'a'.repeat(64)].every((id) => WHOLE_SHA.test(id))).toBe(true);
    for (const id of ['a'.repeat(12), 'a'.repeat(41), 'A'.repeat(40), `${'a'.repeat(40)}\n`])
      expect(WHOLE_SHA.test(id)).toBe(false);
  });
});

describe('a file', () => {
  it('is text up to a MiB, by what the host says of it too', () => {
    const largest = new Uint8Array(1024 * 1024).fill(97);
    expect(fileText(largest, 'a.yml')).toHaveLength(1024 * 1024);
    const tooLarge = expect.objectContaining({ code: 'TURNPIKE_INPUT_TOO_LARGE' }) as Error;
    expect(() => fileText(new Uint8Array(1024 * 1024 + 1), 'a.yml')).toThrow(tooLarge);
    // Some hosts leave out what is too large.
    expect(() => fileText(new Uint8Array(), 'a.yml', 2 ** 31)).toThrow(tooLarge);
  });
});
