/** Bytes of unknown length become one object: in one call where they are few, else in parts of one size. */
import type { Objects } from './objects.js';

/** Parts of one size, the last one shorter: some servers refuse anything else. */
export const PART_BYTES = 8 * 1_048_576;
/** A server takes no more of them. */
const MOST_PARTS = 10_000;

/** `bytes` where that is known: parts grow so that they are not too many. Leaves nothing where it throws. */
export async function upload(
  objects: Objects,
  key: string,
  chunks: AsyncIterable<Uint8Array>,
  bytes = 0,
): Promise<void> {
  const size = Math.max(PART_BYTES, Math.ceil(bytes / (MOST_PARTS - 1_000)));
  const parts = inParts(chunks, size);
  const first = await parts.next();
  const second = await parts.next();
  if (second.done) return objects.put(key, first.value ?? new Uint8Array(0));
  const id = await objects.startUpload(key);
  try {
    const tags = [await objects.putPart({ key, id }, 1, first.value!)];
    tags.push(await objects.putPart({ key, id }, 2, second.value));
    for await (const part of parts)
      tags.push(await objects.putPart({ key, id }, tags.length + 1, part));
    await objects.finishUpload({ key, id }, tags);
  } catch (error) {
    // Where that fails too, the sweep finds it.
    await objects.abortUpload({ key, id }).catch(() => undefined);
    throw error;
  }
}

/** Each part is a buffer of its own: it may have to be sent again. */
async function* inParts(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Buffer, undefined> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength;) {
      const piece = chunk.subarray(at, at + size - length);
      waiting.push(piece);
      length += piece.byteLength;
      at += piece.byteLength;
      if (length < size) continue;
      yield Buffer.concat(waiting);
      [waiting, length] = [[], 0];
    }
  }
  if (length > 0) yield Buffer.concat(waiting);
}
