import { describe, expect, it } from 'vitest';
import type { JobState } from '@turnpike/sdk';
import { buildState, matrixState, sumDurations, type MatrixJob } from './roll-up.js';

/** `failed?`: allowed to fail. */
const jobs = (...states: readonly string[]): MatrixJob[] =>
  states.map((text, id) => ({
    id,
    stageId: null,
    state: text.replace('?', '') as JobState,
    allowFailure: text.endsWith('?'),
  }));

describe('matrix', () => {
  it.each([
    [['passed', 'passed'], 'passed'],
    [['passed', 'failed'], 'failed'],
    [['failed', 'errored', 'passed'], 'errored'],
    [['failed', 'errored', 'canceled'], 'canceled'],
    [['passed', 'failed?', 'errored?', 'canceled?'], 'passed'],
    [['failed?'], 'passed'],
    [['passed', 'started'], undefined],
    [['passed', 'started?'], undefined],
    [['failed', 'created'], undefined],
  ])('of %j is %s', (states, expected) => {
    expect(matrixState(jobs(...states), false)).toBe(expected);
  });

  it.each([
    [['passed', 'started?'], 'passed'],
    [['failed', 'created?'], 'failed'],
    [['failed', 'started'], undefined],
    [['started?'], undefined],
    [['failed?'], 'passed'],
  ])('of %j, finishing fast, is %s', (states, expected) => {
    expect(matrixState(jobs(...states), true)).toBe(expected);
  });
});

it('takes the state of the first stage that did not pass', () => {
  const stages = [
    { number: 3, state: 'canceled' },
    { number: 1, state: 'passed' },
    { number: 2, state: 'failed' },
  ] as const;
  expect(buildState(jobs('passed', 'failed', 'canceled'), stages, false)).toBe('failed');
  expect(buildState(jobs('passed', 'started'), stages, false)).toBeUndefined();
  expect(buildState(jobs('passed'), [{ number: 1, state: 'passed' }], false)).toBe('passed');
});

it('sums what the jobs took', () => {
  const took = (startedAt: number | null, finishedAt: number | null) => ({ startedAt, finishedAt });
  expect(sumDurations([took(10, 30), took(20, 25), took(null, 90), took(90, null)])).toBe(25);
});
