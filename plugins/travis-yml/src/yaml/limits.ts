/**
 * Bounds on one source, so that no file takes long. Real files: the largest of 9,000 has 60 kB, is
 * 9 deep and has fewer than 4,000 values; the largest matrix has 189 jobs.
 */
export const limits = {
  /** Characters. */
  size: 300_000,
  /** Line breaks, commas and opening brackets: what parsing time depends on. */
  marks: 8_000,
  depth: 100,
  /** Values after aliases are followed. */
  nodes: 20_000,
} as const;
