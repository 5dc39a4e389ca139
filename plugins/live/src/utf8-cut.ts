/** Cuts bytes between characters. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How many of the bytes to take so that no character is cut; 0: wait for the rest of the only one. */
export function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue;
    return characterBytes(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function characterBytes(first: number): number {
  // Bytes that begin no character are not waited for.
  if (first > 0xf4) return 1;
  if (first >= 0b1111_0000) return 4;
  if (first >= 0b1110_0000) return 3;
  return first >= 0b1100_0000 ? 2 : 1;
}

/** Text where the bytes are some, else base64. */
export function textOrBase64(bytes: Uint8Array): { text: string } | { base64: string } {
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') };
  }
}
