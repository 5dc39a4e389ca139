import { outsideBefore, sequencesIn, type Sequences } from './escape-sequences.js';
import { runBehind, viewOf, type PlainView } from './plain-view.js';
import { tailOf } from './seams.js';
import type { SecretPatterns } from './secret-patterns.js';

/** What a terminal would show of bytes that have escape sequences, as far as it matters for masking. */
export interface Shown {
  /** Where secrets may stand with sequences in them. */
  readonly views: readonly PlainView[];
  /** Of the end at least. */
  readonly sequences: Sequences;
  /** The end without its sequences, where it has some. */
  readonly tail: PlainView | undefined;
}

/** More sequences than these rarely stand among the last bytes. */
const END_BYTES = 512;

export function shownIn(patterns: SecretPatterns, bytes: Buffer, isWhole: boolean): Shown {
  const { seams, maxBytes } = patterns;
  if (!seams.mayBeCrossed(bytes)) {
    const from = outsideBefore(bytes, bytes.byteLength - maxBytes - END_BYTES);
    const sequences = sequencesIn(bytes, isWhole, from);
    const tail = tailOf(sequences, bytes.byteLength, maxBytes - 1);
    if (!tail || tail.from >= from)
      return { views: [], sequences, tail: tail && viewOf(bytes, sequences.runs, tail) };
  }
  const sequences = sequencesIn(bytes, isWhole);
  const tail = tailOf(sequences, bytes.byteLength, maxBytes - 1);
  const views = seams
    .stretches(bytes, sequences)
    .map((part) => viewOf(bytes, sequences.runs, part));
  return { views, sequences, tail: tail && viewOf(bytes, sequences.runs, tail) };
}

/** Where the longest end of `bytes` begins that may turn out to be a secret, or a sequence; their length if none may. */
export function firstOpenOf(
  patterns: SecretPatterns,
  bytes: Buffer,
  shown: Shown | undefined,
): number {
  const open = patterns.firstOpen(bytes);
  if (!shown) return open;
  const { tail, sequences } = shown;
  const { runs, openFrom } = sequences;
  const openInTail = tail?.original(patterns.firstOpen(tail.plain)) ?? openFrom;
  const first = Math.min(open, openFrom, openInTail);
  // A sequence stays whole.
  const before = runBehind(runs, first) - 2;
  return (runs[before + 1] ?? 0) > first ? (runs[before] ?? 0) : first;
}
