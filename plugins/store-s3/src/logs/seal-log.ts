/**
 * A log becomes one object with an index. The index is written last: where it is, the log is sealed and whole. A process
 * that dies on the way leaves segments, and the next one seals anew.
 */
import { createHash } from 'node:crypto';
import type { LogSeal } from '@turnpike/sdk';
import { S3Error } from '../wire/s3-error.js';
import type { Objects } from '../wire/objects.js';
import { upload } from '../wire/upload.js';
import { START, type Tally } from './ledger.js';
import type { Listing } from './listing.js';
import type { LogKeys } from './names.js';
import { encodeIndex, type SealIndex } from './seal-index.js';
import { moved, readOnce, type View } from './view.js';

export async function sealLog(objects: Objects, keys: LogKeys, view: View): Promise<SealIndex> {
  const { end, lines } = view.info;
  const hash = createHash('sha256');
  if (end > 0) {
    await upload(objects, keys.full, hashed(allOf(view), hash), end);
    // Some servers answer 200 before they know, and some keep other bytes than they were sent.
    const there = await objects.bytes(keys.full);
    if (there !== end) throw otherBytes(keys.full, end, there);
  }
  const seal: LogSeal = { bytes: end, lines, sha256: hash.digest('hex') };
  const index: SealIndex = { seal, ledger: { from: START, marks: await marksOf(view) } };
  await objects.put(keys.index, encodeIndex(index));
  return index;
}

/** What is left of a log once it is sealed. Repeatable. */
export async function removeSegments(
  objects: Objects,
  { segments }: Pick<Listing, 'segments'>,
): Promise<void> {
  for (const { key } of segments) await objects.remove(key);
}

async function* allOf(view: View): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < view.info.end;) {
    for await (const block of readOnce(view, at, view.info.end)) {
      at += block.byteLength;
      yield block;
    }
  }
}

async function* hashed(
  blocks: AsyncIterable<Uint8Array>,
  hash: { update(bytes: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const block of blocks) {
    hash.update(block);
    yield block;
  }
}

async function marksOf({ pieces }: View): Promise<Tally[]> {
  const marks: Tally[] = [];
  for (const piece of pieces) {
    const end = marks.at(-1)?.end ?? 0;
    for (const mark of moved(await piece.ledger()).marks) if (mark.end > end) marks.push(mark);
  }
  return marks;
}

function otherBytes(key: string, wanted: number, there: number | undefined): S3Error {
  return new S3Error(
    500,
    'OtherBytes',
    `${key} should have ${wanted} bytes and has ${there ?? 'none'}.`,
  );
}
