/**
 * Keys of a log. A segment's name says which bytes it has and how much of the log is over at its end, so that a
 * listing alone tells how far a log reaches. Bytes of a run at one place are always the same, since only its worker
 * writes them: segments that overlap agree, and one that is put twice does no harm.
 */
import type { RunRef } from '@turnpike/sdk';
import type { Tally } from './ledger.js';

export interface SegmentName {
  readonly from: number;
  /** At its end. */
  readonly tally: Tally;
  /** Does it end within a line? */
  readonly openLine: boolean;
}
export interface LogKeys {
  readonly folder: string;
  readonly full: string;
  /** It is there: the log is sealed. */
  readonly index: string;
}

export function keysOf(prefix: string, { jobId, run }: RunRef): LogKeys {
  const folder = `${prefix}logs/${Math.floor(jobId / 1000)}/${jobId}/${run}/`;
  return { folder, full: `${folder}full.log`, index: `${folder}full.idx` };
}

/** Names in order of their places. */
const DIGITS = 13;
const padded = (value: number): string => String(value).padStart(DIGITS, '0');

export function segmentName({ from, tally, openLine }: SegmentName): string {
  const { end, newlines, parts } = tally;
  return `p-${padded(from)}-${padded(end)}-${newlines}-${parts}${openLine ? '-open' : ''}`;
}

export function readSegmentName(name: string): SegmentName | undefined {
  const found = /^p-(\d{13})-(\d{13})-(\d+)-(\d+)(-open)?$/.exec(name);
  if (!found) return undefined;
  const [from, end, newlines, parts] = found.slice(1, 5).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return { from, tally: { end, newlines, parts }, openLine: found[5] !== undefined };
}
