import type { FileHandle } from 'node:fs/promises';
import { afterNewline, countNewlines } from './lines.js';
import { endOf, seekLine, type PartIndex } from './part-index.js';
import { readBlocks } from './read-blocks.js';

/** Byte at which line `line` (from 1) begins; the log's end where it has fewer lines. */
export async function startOfLine(
  index: PartIndex,
  handle: FileHandle,
  line: number,
): Promise<number> {
  if (line <= 1) return 0;
  const end = endOf(index);
  const { from, newlines } = seekLine(index, line);
  let missing = line - 1 - newlines;
  let at = from;
  if (missing <= 0) return from;
  for await (const block of readBlocks(handle, from, end)) {
    const within = afterNewline(block, missing);
    if (within !== -1) return at + within;
    missing -= countNewlines(block);
    at += block.byteLength;
  }
  return end;
}
