import { distanceBelow } from './distance.js';
import { spend } from '../thread/fuse.js';

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
  spend();
  if (input.length < minLength || stops.has(input) || known.has(input)) return undefined;
  const candidates = words.filter((word) => word.length >= minLength && !never.has(word));
  if (candidates.includes(input)) return input;
  const close = byDistance(candidates, input);
  if (close.length > 0) return best(close, input);
  return input.length < 6 ? candidates.find((word) => isPermutation(word, input)) : undefined;
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
  return bySharedLetters(
    found.map(({ word }) => word),
    input,
  );
}

/** On a tie of the best two, the longest of all. */
function bySharedLetters(words: readonly string[], input: string): string | undefined {
  const letters = new Set(input);
  const ranked = words
    .map((word) => ({
      word,
      shared: [...letters].filter((letter) => word.includes(letter)).length,
    }))
    .toSorted((a, b) => b.shared - a.shared);
  const [first, second] = ranked;
  if (first?.shared !== second?.shared) return first?.word;
  return ranked.toSorted((a, b) => b.word.length - a.word.length)[0]?.word;
}

function isPermutation(left: string, right: string): boolean {
  return left.length === right.length && [...left].sort().join('') === [...right].sort().join('');
}
