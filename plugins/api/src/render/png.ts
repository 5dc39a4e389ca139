/** Writes a picture of plain colours as PNG (RFC 2083): 8-bit RGB, one deflated stream. */
import { deflateSync } from 'node:zlib';

/** `#rrggbb`. */
export type Color = `#${string}`;

/** `pixel` answers the colour of each place. */
export function png(width: number, height: number, pixel: (x: number, y: number) => Color): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits a sample, colour type 2 (RGB).
  head.set([8, 2], 8);
  const lines: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    // Each line begins with its filter: none.
    lines.push(Buffer.of(0));
    for (let x = 0; x < width; x += 1) lines.push(Buffer.from(pixel(x, y).slice(1), 'hex'));
  }
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const POLYNOMIAL = 0xed_b8_83_20;

function crc32(bytes: Uint8Array): number {
  let sum = 0xff_ff_ff_ff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? POLYNOMIAL : 0);
  }
  return (sum ^ 0xff_ff_ff_ff) >>> 0;
}
