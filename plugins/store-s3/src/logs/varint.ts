/** Whole numbers from 0, seven bits a byte, the lowest first. */
export function writeNumber(into: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    into.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  into.push(rest);
}

export function* readNumbers(bytes: Uint8Array): Generator<number, undefined> {
  let [value, weight] = [0, 1];
  for (const byte of bytes) {
    value += (byte % 0x80) * weight;
    weight *= 0x80;
    if (byte >= 0x80) continue;
    yield value;
    [value, weight] = [0, 1];
  }
}
