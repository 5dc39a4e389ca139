import { distanceBelow } from './distance.js';

const minLength = 3;
const maxDistance = 4;

/** Words that are meant as they stand, besides all keys that the schema knows anywhere. */
const stops = new Set(
  'after_vendor branch branches erlang gcc golang html jvm nvm osx pip pgsql postgres prose sdk slack start_script test trusty versions vimscript'.split(
    ' ',
  ),
);

/** Keys that no word is repaired to. */
const never = new Set(['elm_test']);

interface Match {
  readonly word: string;
  readonly distance: number;
}

/**
 * The word that a misspelt one stands for (travis-yml, `lib/travis/yml/helper/spell.rb`; sheet
 * 3.1). `known` are words that are never repaired.
 */
export function findWord(
  words: readonly string[],
  input: string,
  known: ReadonlySet<string>,
): string | undefined {
  if (input.length < minLength || stops.has(input) || known.has(input)) return undefined;
  const candidates = words.filter((word) => word.length >= minLength && !never.has(word));
  if (candidates.includes(input)) return input;
  const close = byDistance(candidates, input);
  const swapped = input.length < 6 ? candidates.filter((word) => isPermutation(word, input)) : [];
  const found = [...close, ...swapped.map((word) => ({ word, distance: 0 }))];
  return best(found, input);
}

function byDistance(words: readonly string[], input: string): Match[] {
  const found = words.flatMap((word) => {
    const limit = Math.min(maxDistance, Math.min(word.length, input.length) / 2);
    const distance = distanceBelow(word, input, limit);
    return distance < limit ? [{ word, distance }] : [];
  });
  return found.toSorted((a, b) => a.distance - b.distance);
}

function best(found: readonly Match[], input: string): string | undefined {
  const [first, second] = found;
  if (!first || !second || first.distance !== second.distance) return first?.word;
  const ranked = found.map(({ word }) => word).toSorted((a, b) => rank(b, input) - rank(a, input));
  return ranked[0];
}

/** Shared letters first, then length. */
function rank(word: string, input: string): number {
  const letters = new Set(input);
  const shared = [...new Set(word)].filter((letter) => letters.has(letter)).length;
  return shared * 1000 + word.length;
}

function isPermutation(left: string, right: string): boolean {
  return left.length === right.length && [...left].sort().join('') === [...right].sort().join('');
}
