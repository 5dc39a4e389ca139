/** The list stays true to the sources; `npm run reverts` takes each mend away and has its test fail. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingProof } from '../support/proofs.js';
import { FIELD_IDS } from './ids.js';
import { REVERTS } from './reverts.js';

const root = new URL('../..', import.meta.url).pathname;

describe.each(REVERTS)('the mend of $id', ({ id, file, edits, proof }) => {
  it('stands in its file once, beside a test of it', () => {
    expect(FIELD_IDS).toContain(id);
    const text = readFileSync(join(root, file), 'utf8');
    for (const [find] of edits) expect(text.split(find), find).toHaveLength(2);
    expect(missingProof(proof)).toBeUndefined();
  });
});

it('are a dozen at least', () => {
  expect(new Set(REVERTS.map(({ id }) => id)).size).toBeGreaterThanOrEqual(12);
});
