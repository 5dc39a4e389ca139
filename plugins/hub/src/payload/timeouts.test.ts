import { describe, expect, it } from 'vitest';
import { DEFAULT_REPOSITORY_SETTINGS } from '@turnpike/sdk';
import { Config } from '../config.js';
import { timeoutsOf } from './timeouts.js';

const config = Config.parse({});
const of = (minutes: number | null, hidden = false) =>
  timeoutsOf(
    config,
    { jobSeconds: 7_200 },
    {
      private: hidden,
      settings: { ...DEFAULT_REPOSITORY_SETTINGS, timeout_hard_limit: minutes },
    },
  ).hard_limit;

describe('the time limit of a job', () => {
  it("is the repository's, up to what the operator allows, else the hub's", () => {
    expect([of(10), of(120), of(121), of(1_000_000)]).toEqual([600, 7_200, 7_200, 7_200]);
    expect([of(null), of(null, true)]).toEqual([3_000, 7_200]);
  });
});
