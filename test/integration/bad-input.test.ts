/** Keeps the table of bad input true: each test it names is there, each code is one of the catalogue. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BAD_INPUT } from './bad-input.js';

const root = new URL('../..', import.meta.url).pathname;
const catalogue = readFileSync(join(root, 'core/src/contracts/errors.ts'), 'utf8');

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe.each(BAD_INPUT)('$what', ({ codes, proofs }) => {
  it('has tests that exist, and codes of the catalogue', () => {
    expect(proofs.length).toBeGreaterThan(0);
    for (const { file, title } of proofs) {
      const text = readFileSync(join(root, file), 'utf8');
      // As the first argument of a test that is not left out: a comment or a skipped test proves nothing.
      const found = text.search(new RegExp(`\\(\\s*'${escape(title)}',`));
      expect(found, `${file}: ${title}`).toBeGreaterThan(0);
      const call = text.slice(text.lastIndexOf('\n', found), found);
      expect(call, `${file}: ${title}`).not.toMatch(/\.(skip|todo|fails)\b/);
    }
    for (const code of codes) expect(catalogue).toContain(`\n  ${code}: {`);
  });
});
