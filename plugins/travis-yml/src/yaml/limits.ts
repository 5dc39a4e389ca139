/**
 * Bounds on one source. Real files: the largest of 9,000 has 60 kB, is 9 deep and has fewer
 * than 4,000 nodes.
 */
export const limits = {
  /** Characters. Hosts serve no larger file through their content interfaces. */
  size: 1_048_576,
  depth: 100,
  /** Values after aliases are followed. */
  nodes: 100_000,
} as const;
