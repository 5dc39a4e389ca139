import { describe, expect, it } from 'vitest';
import { resultWords } from './result-words.js';

describe('resultWords', () => {
  it.each([
    ['started', 'passed', 'Pending'],
    ['passed', null, 'Passed'],
    ['passed', 'failed', 'Fixed'],
    ['passed', 'errored', 'Passed'],
    ['failed', 'passed', 'Broken'],
    ['failed', 'failed', 'Still Failing'],
    ['failed', null, 'Failed'],
    ['errored', 'passed', 'Errored'],
    ['canceled', 'failed', 'Canceled'],
  ] as const)('%s after %s is %s', (state, previousState, word) => {
    expect(resultWords({ state, previousState }).result).toBe(word);
  });
});
