import { formsOf } from './encodings.js';
import { buildFinder, type Finder } from './finder.js';
import { openingsOf, type Openings } from './openings.js';
import { seamsOf, type Seams } from './seams.js';

/** Patterns from this length on let the search skip far; shorter ones get a search of their own. */
const LONG_BYTES = 8;

/** What has to be masked, prepared for searching. Holds the secrets: never log it. @experimental */
export interface SecretPatterns {
  /** What looks for them. */
  readonly finders: readonly Finder[];
  /** For the question whether the end of a chunk may begin a secret. */
  readonly firstOpen: Openings;
  /** For the question where sequences may stand in a secret. */
  readonly seams: Seams;
  /** Of the longest pattern. */
  readonly maxBytes: number;
}

/** Prepares values for masking, with all the forms in which they may be printed. @experimental */
export function secretPatterns(values: Iterable<string>): SecretPatterns {
  const all = new Map<string, Buffer>();
  for (const value of values) {
    for (const form of formsOf(value)) all.set(form.toString('latin1'), form);
  }
  const patterns = [...all.values()].sort((a, b) => b.byteLength - a.byteLength);
  const groups = [
    patterns.filter((pattern) => pattern.byteLength >= LONG_BYTES),
    patterns.filter((pattern) => pattern.byteLength < LONG_BYTES),
  ];
  return {
    finders: groups.filter((group) => group.length > 0).map(buildFinder),
    firstOpen: openingsOf(patterns),
    seams: seamsOf(patterns),
    maxBytes: patterns[0]?.byteLength ?? 0,
  };
}
