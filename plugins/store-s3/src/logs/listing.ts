/** A log as the bucket has it, by one listing. */
import type { Objects } from '../wire/objects.js';
import type { LogKeys, SegmentName } from './names.js';
import { readSegmentName } from './names.js';
import { START, type Tally } from './ledger.js';

export interface Segment extends SegmentName {
  readonly key: string;
  readonly bytes: number;
}
export interface Listing {
  readonly isSealed: boolean;
  /** In order, without a hole, none within another one. */
  readonly chain: readonly Segment[];
  /** All of them, also those that lie behind a hole. */
  readonly segments: readonly Segment[];
  readonly tally: Tally;
  readonly openLine: boolean;
}

export async function listLog(objects: Objects, keys: LogKeys): Promise<Listing> {
  const segments: Segment[] = [];
  let isSealed = false;
  for await (const { key, bytes } of objects.list(keys.folder)) {
    if (key === keys.index) isSealed = true;
    const name = readSegmentName(key.slice(keys.folder.length));
    if (name) segments.push({ ...name, key, bytes });
  }
  const chain = chainOf(segments);
  const last = chain.at(-1);
  return {
    isSealed,
    chain,
    segments,
    tally: last?.tally ?? START,
    openLine: last?.openLine ?? false,
  };
}

/** Of those that begin before the end, always the one that leads farthest. */
function chainOf(segments: readonly Segment[]): readonly Segment[] {
  const sorted = segments.toSorted((a, b) => a.from - b.from);
  const chain: Segment[] = [];
  for (let at = 0, end = 0; ; end = chain.at(-1)!.tally.end) {
    let best: Segment | undefined;
    for (; at < sorted.length && sorted[at]!.from <= end; at += 1) {
      const one = sorted[at]!;
      if (one.tally.end > (best?.tally.end ?? end)) best = one;
    }
    if (!best) return chain;
    chain.push(best);
  }
}
