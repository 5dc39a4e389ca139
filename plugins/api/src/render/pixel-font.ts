/** Small letters, 7 rows of 5 pixels and 2 below the line: as many as badges need. */
const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  a: ['', '', '.###.', '....#', '.####', '#...#', '.####'],
  b: ['#', '#', '####.', '#...#', '#...#', '#...#', '####.'],
  c: ['', '', '.####', '#', '#', '#', '.####'],
  d: ['....#', '....#', '.####', '#...#', '#...#', '#...#', '.####'],
  e: ['', '', '.###.', '#...#', '#####', '#', '.###.'],
  f: ['..##', '.#', '####', '.#', '.#', '.#', '.#'],
  g: ['', '', '.####', '#...#', '#...#', '.####', '....#', '....#', '.###.'],
  i: ['.#', '', '##', '.#', '.#', '.#', '###'],
  k: ['#', '#', '#..#', '#.#', '##', '#.#', '#..#'],
  l: ['##', '.#', '.#', '.#', '.#', '.#', '###'],
  n: ['', '', '####.', '#...#', '#...#', '#...#', '#...#'],
  o: ['', '', '.###.', '#...#', '#...#', '#...#', '.###.'],
  p: ['', '', '####.', '#...#', '#...#', '#...#', '####.', '#', '#'],
  r: ['', '', '#.##', '##', '#', '#', '#'],
  s: ['', '', '.####', '#', '.###.', '....#', '####.'],
  u: ['', '', '#...#', '#...#', '#...#', '#...#', '.####'],
  w: ['', '', '#...#', '#...#', '#.#.#', '#.#.#', '.#.#.'],
};

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** The set pixels of a word, from its upper left corner, and its width. */
export function wordPixels(word: string): { readonly width: number; readonly pixels: Pixel[] } {
  const pixels: Pixel[] = [];
  let left = 0;
  for (const letter of word) {
    const rows = GLYPHS[letter] ?? [];
    rows.forEach((row, y) => {
      [...row].forEach((dot, x) => {
        if (dot === '#') pixels.push({ x: left + x, y });
      });
    });
    left += Math.max(2, ...rows.map((row) => row.length)) + 1;
  }
  return { width: Math.max(0, left - 1), pixels };
}
