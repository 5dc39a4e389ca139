import type { FileHandle } from 'node:fs/promises';

const BLOCK_BYTES = 262_144;

/** Bytes `from` up to (not including) `to`, a block at a time and only when asked for. */
export async function* readBlocks(
  handle: FileHandle,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to;) {
    const block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, to - at));
    const { bytesRead } = await handle.read(block, 0, block.byteLength, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield block.subarray(0, bytesRead);
  }
}
