/** Which of the checks of code hosts have tests, and what of each has none. */
import { describe, expect, it } from 'vitest';
import { missingProof } from '../../support/proofs.js';
import { HOST_CHECKS } from './checks.js';

it('names each of them once', () => {
  const numbers = Array.from({ length: 30 }, (_, index) => index + 1);
  expect(HOST_CHECKS.map(({ number }) => number)).toEqual(numbers);
});

describe.each(HOST_CHECKS)('$number. $about', ({ proofs }) => {
  it('has tests that exist', () => {
    expect(proofs.length).toBeGreaterThan(0);
    expect(proofs.map(missingProof).filter((why) => why !== undefined)).toEqual([]);
  });
});

it('leaves no more open than is known', () => {
  expect(HOST_CHECKS.filter(({ open }) => open !== undefined).length).toBeLessThanOrEqual(15);
});
