/** A log without colours, and of a line that was written over only what stood at last. */
const LF = 10;
/** A line longer than this is given out in pieces. */
const LONGEST = 1_048_576;
const ESCAPES = /\u001b\[[\d;?]*[ -/]*[@-~]/g;

export async function* plainLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    const end = rest.lastIndexOf(LF) + 1;
    if (end === 0 && rest.byteLength < LONGEST) continue;
    const cut = end === 0 ? rest.byteLength : end;
    yield plain(rest.subarray(0, cut));
    rest = rest.subarray(cut);
  }
  if (rest.byteLength > 0) yield plain(rest);
}

function plain(bytes: Buffer): Buffer {
  const lines = bytes.toString('utf8').replaceAll(ESCAPES, '').split('\n');
  return Buffer.from(lines.map(atLast).join('\n'));
}

/** `\r` goes back to the beginning of its line; at the end of one it is no more than that. */
function atLast(line: string): string {
  const text = line.replace(/\r+$/, '');
  return text.slice(text.lastIndexOf('\r') + 1);
}
