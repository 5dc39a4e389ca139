/** What is written last of a sealed log: a line of JSON, then its ledger. */
import type { LogSeal } from '@turnpike/sdk';
import { decodeLedger, encodeLedger, START, tallyOf, type Ledger } from './ledger.js';

export interface SealIndex {
  readonly seal: LogSeal;
  readonly ledger: Ledger;
}

const VERSION = 1;

export function encodeIndex({ seal, ledger }: SealIndex): Buffer {
  const head = `${JSON.stringify({ version: VERSION, ...seal })}\n`;
  return Buffer.concat([Buffer.from(head), encodeLedger(ledger, 0, tallyOf(ledger).end)]);
}

/** Throws where it was written by a version that is not known here, or is not whole. */
export function decodeIndex(stored: Buffer): SealIndex {
  const at = stored.indexOf(10);
  const { version, bytes, lines, sha256 } = JSON.parse(
    stored.toString('utf8', 0, at),
  ) as LogSeal & {
    readonly version: number;
  };
  if (version !== VERSION) throw new Error(`the index of a log has the unknown version ${version}`);
  const ledger = decodeLedger(stored.subarray(at + 1), START);
  if (tallyOf(ledger).end !== bytes) throw new Error('the index of a log is not whole');
  return { seal: { bytes, lines, sha256 }, ledger };
}
