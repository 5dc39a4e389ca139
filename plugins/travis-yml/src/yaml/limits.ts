/**
 * Bounds on one source, so that no file takes long. Real files: the largest of 9,000 has 60 kB, is
 * 9 deep has fewer than 4,000 values and 2,500 lexemes; the largest matrix has 189 jobs.
 */
export const limits = {
  /** Characters. */
  size: 300_000,
  /** Pieces that the text falls into, such as scalars, marks and gaps: what reading costs. */
  lexemes: 20_000,
  depth: 100,
  /** Values after aliases are followed. */
  nodes: 20_000,
} as const;
