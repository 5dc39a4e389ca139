const HEADER_BYTES = 8;

/**
 * What stands in a stream of frames (a byte for the stream, three zeros, four for the length), as it comes. The
 * connection is read only as fast as this is.
 */
export async function* unframe(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let header = Buffer.alloc(0);
  let left = 0;
  for await (const chunk of stream) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    while (rest.byteLength > 0) {
      if (left > 0) {
        const part = rest.subarray(0, left);
        left -= part.byteLength;
        rest = rest.subarray(part.byteLength);
        yield part;
        continue;
      }
      const wanted = HEADER_BYTES - header.byteLength;
      header = Buffer.concat([header, rest.subarray(0, wanted)]);
      rest = rest.subarray(wanted);
      if (header.byteLength < HEADER_BYTES) break;
      left = header.readUInt32BE(4);
      header = Buffer.alloc(0);
    }
  }
}
