/** Keeps the table of bad input true: each test it names is there, each code is one of the catalogue. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingProof } from '../support/proofs.js';
import { BAD_INPUT } from './bad-input.js';

const root = new URL('../..', import.meta.url).pathname;
const catalogue = readFileSync(join(root, 'core/src/contracts/errors.ts'), 'utf8');

describe.each(BAD_INPUT)('$what', ({ codes, proofs }) => {
  it('has tests that exist, and codes of the catalogue', () => {
    expect(proofs.length).toBeGreaterThan(0);
    expect(proofs.map(missingProof).filter((why) => why !== undefined)).toEqual([]);
    for (const code of codes) expect(catalogue).toContain(`\n  ${code}: {`);
  });
});
