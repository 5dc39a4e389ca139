/**
 * The configuration language against arbitrary and mutated input: no crash, no hang, only errors of
 * the catalogue. `CONFIG_FUZZ` says how many inputs there are (10,000 and more for a long run).
 */
import { isTurnpikeError } from '@turnpike/sdk';
import { conditionJsonl, configJsonl, createConfigCompiler } from '@turnpike/plugin-travis-yml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasData, readCases, realworldFiles } from './config/data.js';

const runs = Number(process.env['CONFIG_FUZZ'] ?? 1_500);
const maxMs = 1_000;
const compiler = createConfigCompiler();

async function survives(text: string): Promise<void> {
  const started = performance.now();
  try {
    await compiler.lint({ text, data: { type: 'push', branch: 'master', repo: 'owner/repo' } });
  } catch (error) {
    if (!isTurnpikeError(error)) throw error;
  }
  expect(performance.now() - started).toBeLessThan(maxMs);
}

const words =
  'language os dist arch env jobs matrix include exclude allow_failures global script install deploy provider on branch notifications email slack rooms if stage stages name cache directories addons apt packages import source mode python ruby rvm linux osx heroku secure true false yes ~ << *a &a !append'.split(
    ' ',
  );
const word = fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 }));

const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    word,
    fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie('tree'), { maxLength: 5 }),
    fc.dictionary(word, tie('tree'), { maxKeys: 6 }),
  ),
}));

const syntax = fc
  .array(
    fc.oneof(
      word,
      fc.constantFrom(
        ': ',
        '\n',
        '\n  ',
        '- ',
        '[',
        ']',
        '{',
        '}',
        ', ',
        '|',
        '>',
        '#',
        '"',
        "'",
        '? ',
      ),
    ),
  )
  .map((parts) => parts.join(''));

/** Cuts, doubles, swaps and indents pieces of a text. */
function mutated(text: string, cuts: readonly number[], inserted: string): string {
  return cuts.reduce((current, cut, index) => {
    const at = cut % (current.length + 1);
    const rest = current.slice(at);
    if (index % 3 === 0) return current.slice(0, at) + inserted + rest;
    return index % 3 === 1
      ? current.slice(0, at) + rest.slice(cut % 17)
      : current.slice(0, at) + rest.slice(0, cut % 40) + rest;
  }, text);
}

describe('hostile configurations', { timeout: 600_000 }, () => {
  it('survive as JSON trees', () =>
    fc.assert(
      fc.asyncProperty(tree, (value) => survives(JSON.stringify(value))),
      { numRuns: runs },
    ));

  it('survive as pieces of YAML', () =>
    fc.assert(fc.asyncProperty(syntax, survives), { numRuns: runs }));

  it('survive as any text', () =>
    fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), survives), {
      numRuns: runs,
    }));

  it('survive as conditions, with their patterns', () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.constantFrom(...' =~!()/,$^*+?[]{}|\\IN AND OR NOT IS'))),
        (parts) => {
          const answer = conditionJsonl(
            JSON.stringify({ input: parts.join(''), data: { branch: 'master' } }),
          );
          expect(JSON.parse(answer)).toBeTypeOf('object');
        },
      ),
      { numRuns: runs },
    ));

  it('answer every line of the machine form', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          tree.map((value) => JSON.stringify(value)),
        ),
        async (line) => {
          expect(JSON.parse(await configJsonl(line))).toBeTypeOf('object');
        },
      ),
      { numRuns: runs },
    ));

  it.skipIf(!hasData)('survive as mutated real files', async () => {
    const inputs = realworldFiles()
      .flatMap(readCases)
      .map((given) => String(given['input']));
    const mutation = fc.record({
      text: fc.constantFrom(...inputs),
      cuts: fc.array(fc.nat(100_000), { minLength: 1, maxLength: 6 }),
      inserted: word,
    });
    await fc.assert(
      fc.asyncProperty(mutation, ({ text, cuts, inserted }) =>
        survives(mutated(text, cuts, inserted)),
      ),
      { numRuns: runs },
    );
  });
});
