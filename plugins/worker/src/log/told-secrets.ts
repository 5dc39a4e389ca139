import { readShellWord } from '@turnpike/sdk/shell';

/** Takes out of a run's output what its script tells of secret values (see `CompileEnv.tell`), and passes on all else. */
export interface ToldSecrets {
  push(chunk: Uint8Array): void;
  /** The output is over. */
  end(): void;
}

/** Longer than a variable can be in any quoting; what goes beyond is swallowed, not kept. */
const MOST_BYTES = 1_048_576;
const [COLON, LINE_FEED] = [0x3a, 0x0a];

/**
 * A line begins with `tell` wherever that stands, since no output before it has to end with a line. Once all is told,
 * everything is output: what knows the script may write such lines, but they hide nothing.
 *
 * @param hearers.pass gets the output in order; what was told before some of it was heard before.
 */
export function hearSecrets(
  tell: string,
  hearers: { readonly pass: (bytes: Uint8Array) => void; readonly told: (value: string) => void },
): ToldSecrets {
  const mark = Buffer.from(tell);
  let held: Buffer = Buffer.alloc(0);
  let [telling, silent] = [true, 0];

  /** Hears the line that begins at the start of `bytes`; what comes after it, undefined if it is not whole. */
  function hear(bytes: Buffer): Buffer | undefined {
    const end = bytes.indexOf(LINE_FEED);
    if (end < 0) return undefined;
    if (silent > 0) silent = 0;
    else if (bytes[mark.byteLength] !== COLON) telling = false;
    else {
      const source = bytes
        .subarray(mark.byteLength + 1, end)
        .toString()
        .replace(/\r$/u, '');
      hearers.told(readShellWord(source).value ?? '');
    }
    return bytes.subarray(end + 1);
  }

  function keepSmall(bytes: Buffer): Buffer {
    if (silent === 0 && bytes.byteLength <= MOST_BYTES) return bytes;
    silent += bytes.byteLength;
    return mark;
  }

  return {
    push(chunk) {
      const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      if (!telling) return hearers.pass(fresh);
      let bytes = held.byteLength > 0 ? Buffer.concat([held, fresh]) : fresh;
      held = Buffer.alloc(0);
      while (telling) {
        const at = bytes.indexOf(mark);
        if (at < 0) break;
        if (at > 0) hearers.pass(bytes.subarray(0, at));
        const rest = hear(bytes.subarray(at));
        if (rest === undefined) {
          held = keepSmall(Buffer.from(bytes.subarray(at)));
          return;
        }
        bytes = rest;
      }
      const open = telling ? openFrom(bytes, mark) : bytes.byteLength;
      if (open > 0) hearers.pass(bytes.subarray(0, open));
      held = Buffer.from(bytes.subarray(open));
    },
    end() {
      if (telling && held.indexOf(mark) === 0) return;
      if (held.byteLength > 0) hearers.pass(held);
    },
  };
}

/** Where the longest end begins that the mark may begin with. */
function openFrom(bytes: Buffer, mark: Buffer): number {
  const first = mark[0] ?? 0;
  const from = Math.max(0, bytes.byteLength - mark.byteLength + 1);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (mark.subarray(0, bytes.byteLength - at).equals(bytes.subarray(at))) return at;
  }
  return bytes.byteLength;
}
