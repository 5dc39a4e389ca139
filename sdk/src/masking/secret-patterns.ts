import { formsOf } from './encodings.js';
import { buildFinder, type Finder } from './finder.js';

/** Shorter values would mask every third word; Travis draws the line at the same length. */
const LEAST_BYTES = 3;
/** Patterns from this length on let the search skip far; shorter ones get a search of their own. */
const LONG_BYTES = 8;

/** What has to be masked, prepared for searching. Holds the secrets: never log it. */
export interface SecretPatterns {
  readonly finders: readonly Finder[];
  /** By first byte, for the question whether the end of a chunk may begin a secret. */
  readonly byFirst: readonly (readonly Buffer[] | undefined)[];
  /** Of the longest pattern. */
  readonly maxBytes: number;
}

/** Prepares values for masking, with all the forms in which they may be printed. */
export function secretPatterns(values: Iterable<string>): SecretPatterns {
  const all = new Map<string, Buffer>();
  for (const value of values) {
    for (const form of formsOf(value)) {
      if (form.byteLength >= LEAST_BYTES) all.set(form.toString('latin1'), form);
    }
  }
  const patterns = [...all.values()].sort((a, b) => b.byteLength - a.byteLength);
  const groups = [
    patterns.filter((pattern) => pattern.byteLength >= LONG_BYTES),
    patterns.filter((pattern) => pattern.byteLength < LONG_BYTES),
  ];
  return {
    finders: groups.filter((group) => group.length > 0).map(buildFinder),
    byFirst: indexByFirst(patterns),
    maxBytes: patterns[0]?.byteLength ?? 0,
  };
}

function indexByFirst(patterns: readonly Buffer[]): readonly (readonly Buffer[] | undefined)[] {
  const table: (Buffer[] | undefined)[] = new Array<Buffer[] | undefined>(256);
  table.fill(undefined);
  for (const pattern of patterns) (table[pattern[0] ?? 0] ??= []).push(pattern);
  return table;
}
