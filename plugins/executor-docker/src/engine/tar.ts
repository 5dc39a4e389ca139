/** Small archives as an engine takes and gives them (ustar). */
const BLOCK = 512;

/** A folder has no bytes. */
export interface TarEntry {
  readonly name: string;
  readonly mode: number;
  readonly bytes?: Uint8Array;
}

export function writeTar(entries: readonly TarEntry[]): Uint8Array {
  const blocks = entries.flatMap((entry) => [
    headerOf(entry),
    entry.bytes ?? Buffer.alloc(0),
    Buffer.alloc(padding(entry.bytes?.byteLength ?? 0)),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;
const octal = (value: number, width: number): string =>
  `${value.toString(8).padStart(width - 1, '0')}\0`;

function headerOf({ name, mode, bytes }: TarEntry): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100);
  header.write(octal(mode, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(bytes?.byteLength ?? 0, 12), 124);
  header.write(octal(Math.floor(Date.now() / 1_000), 12), 136);
  header.write(bytes ? '0' : '5', 156);
  header.write('ustar\u000000', 257);
  header.write('        ', 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 7)} `, 148);
  return header;
}

/** The bytes of an archive's first file, from byte `from` on. Throws where the archive ends too early. */
export async function* readTarFile(
  stream: AsyncIterable<Uint8Array>,
  from: number,
): AsyncGenerator<Uint8Array> {
  let held: Buffer = Buffer.alloc(0);
  let left: number | undefined;
  let skip = from;
  for await (const chunk of stream) {
    held = Buffer.concat([held, chunk]);
    while (left === undefined && held.byteLength >= BLOCK) {
      const size = Number.parseInt(held.toString('latin1', 124, 136), 8);
      const type = String.fromCharCode(held[156] ?? 0);
      const isFile = type === '0' || type === '\0';
      // Longer names and other extensions come before the file.
      const whole = BLOCK + size + padding(size);
      if (isFile) [left, held] = [size, held.subarray(BLOCK)];
      else if (held.byteLength >= whole) held = held.subarray(whole);
      else break;
    }
    if (left === undefined) continue;
    const part = held.subarray(0, left);
    left -= part.byteLength;
    const wanted = part.subarray(Math.min(skip, part.byteLength));
    skip -= part.byteLength - wanted.byteLength;
    held = Buffer.alloc(0);
    if (wanted.byteLength > 0) yield wanted;
    if (left === 0) return;
  }
  if (left !== 0) throw new Error('The archive ended before its file did.');
}
