import type { RawMap } from '../yaml/raw.js';
import { mergeMode, mergeRaw } from '../yaml/merge-modes.js';

const defaultMode = 'deep_merge_append';

/** One source with the mode that it is merged by. */
export interface Mergeable {
  readonly root: RawMap;
  /** How it is merged below what stands before it. */
  readonly lft?: string | null;
  /** How what follows is merged below it. */
  readonly rgt?: string | null;
}

/** All sources as one, the first taking precedence. */
export function mergeParts(parts: readonly Mergeable[]): RawMap {
  const [first, ...others] = parts;
  if (!first) return { kind: 'map', entries: [] };
  let previous = first;
  let merged = first.root;
  for (const part of others) {
    merged = mergeRaw(merged, part.root, mergeMode(previous.rgt ?? part.lft ?? defaultMode));
    previous = part;
  }
  return merged;
}
