/**
 * The configuration language against arbitrary and mutated input: no crash, no hang, only errors of
 * the catalogue. `CONFIG_FUZZ` says how many inputs there are in all; `npm run fuzz` tries 100,000.
 */
import { isTurnpikeError } from '@turnpike/sdk';
import {
  conditionJsonl,
  createConfigCompiler,
  createConfigJsonl,
} from '@turnpike/plugin-travis-yml';
import { installedKeys } from '@turnpike/sdk/testing';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { hasData } from './config/data.js';
import { conditions, hybrids, mutants, pieces, trees } from './config/inputs.js';

const kinds = 7;
const numRuns = Math.ceil(Number(process.env['CONFIG_FUZZ'] ?? 6_000) / kinds);
const maxMs = 1_000;
const shipped = await installedKeys();
const compiler = createConfigCompiler(shipped);
const configJsonl = createConfigJsonl(shipped);
const data = { type: 'push', branch: 'master', repo: 'owner/repo' } as const;
const tally = { inputs: 0, refused: 0, longestMs: 0 };

/** Any other error than the catalogue's fails the test, and any that takes long. */
async function survives(work: () => unknown): Promise<void> {
  const started = process.cpuUsage();
  try {
    await work();
  } catch (error) {
    if (!isTurnpikeError(error)) throw error;
    tally.refused++;
  }
  // Of the processor, not of the clock: the machine may be busy.
  const took = process.cpuUsage(started).user / 1_000;
  tally.inputs++;
  tally.longestMs = Math.max(tally.longestMs, Math.round(took));
  expect(took).toBeLessThan(maxMs);
}

const compiles = (text: string): Promise<void> => survives(() => compiler.lint({ text, data }));
const check = (inputs: fc.Arbitrary<string>, survive = compiles): Promise<void> =>
  fc.assert(fc.asyncProperty(inputs, survive), { numRuns });

/** Each answer is one line of JSON. */
const answers = (ask: (line: string) => string | Promise<string>) => (line: string) =>
  survives(async () => {
    const answer = await ask(line);
    expect(answer).not.toContain('\n');
    expect(JSON.parse(answer)).toBeTypeOf('object');
  });

describe('hostile configurations', { timeout: 1_800_000 }, () => {
  afterAll(() => console.log(`fuzzing: ${JSON.stringify(tally)}`));

  it('survive as JSON trees', () => check(trees));
  it('survive as pieces of YAML', () => check(pieces));
  it('survive as any text', () => check(fc.string({ unit: 'binary', maxLength: 300 })));
  it('survive as conditions, with their patterns', () =>
    check(
      conditions.map((input) => JSON.stringify({ input, data })),
      answers(conditionJsonl),
    ));
  it('answer every line of the machine form', () =>
    check(fc.oneof(fc.string(), fc.json(), trees), answers(configJsonl)));
  it.skipIf(!hasData)('survive as mutated real files', () => check(mutants()));
  it.skipIf(!hasData)('survive as sections of several real files', () => check(hybrids()));
});
