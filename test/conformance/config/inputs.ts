/** Hostile and near-real configurations, for fast-check. */
import fc from 'fast-check';
import { hasData, readCases, realworldFiles } from './data.js';

const words =
  'language os dist arch env jobs matrix include exclude allow_failures global script install deploy provider on branch notifications email slack rooms if stage stages name cache directories addons apt packages import source mode version turnpike/1 needs retry image vault vm secure python ruby rvm linux osx heroku true false yes ~ << *a &a !append 2019-01-01 017 1e3 .inf 12:30'.split(
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

/** Any JSON in the words of the language: JSON is YAML. */
export const trees = tree.map((value) => JSON.stringify(value));

const marks = [': ', '\n', '\n  ', '- ', '[', ']', '{', '}', ', ', '|', '>', '#', '"', "'", '? '];

/** Words and the marks of YAML, in any order. */
export const pieces = fc
  .array(fc.oneof(word, fc.constantFrom(...marks)))
  .map((parts) => parts.join(''));

/** Words and the signs of conditions and their patterns, in any order. */
export const conditions = fc
  .array(
    fc.oneof(
      word,
      fc.constantFrom(...' =~!()/,$^*+?[]{}|\\'),
      fc.constantFrom('IN', 'AND', 'OR', 'NOT', 'IS', 'env(', 'concat(', ' =~ ', ' present'),
    ),
  )
  .map((parts) => parts.join(''));

/** Texts of the real files beside the project; none where there are none. */
export const realTexts: readonly string[] = hasData
  ? realworldFiles()
      .flatMap(readCases)
      .filter(({ name }) => !String(name).includes('#'))
      .map(({ input }) => String(input))
  : [];

/** Cuts, doubles, swaps and indents pieces of a text. */
function mutate(text: string, cuts: readonly number[], inserted: string): string {
  return cuts.reduce((current, cut, index) => {
    const at = cut % (current.length + 1);
    const rest = current.slice(at);
    if (index % 3 === 0) return current.slice(0, at) + inserted + rest;
    return index % 3 === 1
      ? current.slice(0, at) + rest.slice(cut % 17)
      : current.slice(0, at) + rest.slice(0, cut % 40) + rest;
  }, text);
}

/** Real files with something broken in them. */
export const mutants = (): fc.Arbitrary<string> =>
  fc
    .record({
      text: fc.constantFrom(...realTexts),
      cuts: fc.array(fc.nat(100_000), { minLength: 1, maxLength: 6 }),
      inserted: word,
    })
    .map(({ text, cuts, inserted }) => mutate(text, cuts, inserted));

/** A key at the top with all that belongs to it. */
const sections = (text: string): string[] => text.split(/^(?=[A-Za-z_"'-][^\n]*:)/m);

/** Files made of the sections of several real ones: each is as people write it, together they clash. */
export const hybrids = (): fc.Arbitrary<string> => {
  const all = [...new Set(realTexts.flatMap(sections))].map((text) =>
    text.endsWith('\n') ? text : `${text}\n`,
  );
  const some = fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 8 });
  return some.map((parts) => parts.join(''));
};
