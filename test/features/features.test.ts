/** Which features of Travis have tests here, which are told apart on purpose, and which lack something. */
import { describe, expect, it } from 'vitest';
import { missingProof } from '../support/proofs.js';
import { FEATURE_GROUPS, FEATURES } from './features.js';

/** How many features each group has: an id is never given to another one. */
const SIZES: Readonly<Record<string, number>> = {
  ...{ A: 24, B: 18, C: 20, D: 11, E: 9, F: 15, G: 10, H: 12, I: 10, J: 9 },
  ...{ K: 19, L: 21, M: 10, N: 7, O: 4, P: 20, Q: 5, R: 15, S: 19, U: 16 },
};
/** May only fall. */
const MISSING = 44;

const kindOf = (kind: string): number =>
  FEATURES.filter(({ standing }) => standing.kind === kind).length;

it('names each feature once, in order', () => {
  const ids = Object.entries(SIZES).flatMap(([letter, size]) =>
    Array.from({ length: size }, (_, index) => `${letter}${index + 1}`),
  );
  expect(ids).toHaveLength(274);
  expect(FEATURES.map(({ id }) => id)).toEqual(ids);
  for (const { letter, features } of FEATURE_GROUPS)
    expect(features.map(({ id }) => id[0])).toEqual(features.map(() => letter));
});

describe.each(FEATURES)('$id: $text', ({ standing }) => {
  it('has tests that exist, or words that say why it has none', () => {
    if (standing.kind === 'elsewhere') expect(standing.why).toMatch(/\w/);
    else if (standing.kind === 'missing') expect(standing.what).toMatch(/\w/);
    else {
      expect(standing.proofs.length).toBeGreaterThan(0);
      expect(standing.proofs.map(missingProof).filter((why) => why !== undefined)).toEqual([]);
    }
  });
});

it('lacks no more than is known', () => {
  expect(kindOf('missing')).toBeLessThanOrEqual(MISSING);
});
