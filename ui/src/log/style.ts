/** -1: the default. 0–255: the palette. From `RGB` on: 24 bits of red, green, blue. */
export type Color = number;
export const DEFAULT_COLOR = -1;
const RGB = 0x1000000;

export const rgb = (red: number, green: number, blue: number): Color =>
  RGB + ((red & 255) << 16) + ((green & 255) << 8) + (blue & 255);
export const isRgb = (color: Color): boolean => color >= RGB;
export const channels = (color: Color): readonly [number, number, number] => [
  (color >> 16) & 255,
  (color >> 8) & 255,
  color & 255,
];

/** What a terminal remembers between characters. */
export interface Style {
  readonly fg: Color;
  readonly bg: Color;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly inverse: boolean;
}

export const PLAIN: Style = {
  fg: DEFAULT_COLOR,
  bg: DEFAULT_COLOR,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  strike: false,
  inverse: false,
};

const flag = (on: boolean): string => (on ? '1' : '0');
const keyOf = (s: Style): string =>
  `${s.fg},${s.bg},` +
  [s.bold, s.dim, s.italic, s.underline, s.strike, s.inverse].map(flag).join('');

/** Styles by small number, so that a million lines each keep only one. 0 is the plain one. */
export class StyleTable {
  readonly #styles: Style[] = [PLAIN];
  readonly #ids = new Map([[keyOf(PLAIN), 0]]);

  get(id: number): Style {
    return this.#styles[id] ?? PLAIN;
  }

  intern(style: Style): number {
    const key = keyOf(style);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#styles.length);
    return this.#styles.push(style) - 1;
  }
}

const SIMPLE: Readonly<Record<number, Partial<Style>>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
  39: { fg: DEFAULT_COLOR },
  49: { bg: DEFAULT_COLOR },
};

function basic(code: number): Partial<Style> | undefined {
  if (code >= 30 && code <= 37) return { fg: code - 30 };
  if (code >= 40 && code <= 47) return { bg: code - 40 };
  if (code >= 90 && code <= 97) return { fg: code - 82 };
  if (code >= 100 && code <= 107) return { bg: code - 92 };
  return SIMPLE[code];
}

/** `5;N` or `2;R;G;B` after 38 or 48: the colour and how many numbers it took. */
function extended(codes: readonly number[], at: number): [Color | undefined, number] {
  if (codes[at] === 5) return [Math.min(codes[at + 1] ?? 0, 255), 2];
  if (codes[at] === 2) return [rgb(codes[at + 1] ?? 0, codes[at + 2] ?? 0, codes[at + 3] ?? 0), 4];
  return [undefined, 0];
}

/** `38:2::R:G:B` and its shorter forms, `4:3` (wavy underline), as one parameter. */
function colonForm(parameter: string): Partial<Style> | undefined {
  const parts = parameter.split(':');
  const head = Number(parts[0]);
  if (head === 4) return { underline: parts[1] !== '0' };
  const numbers = parts.slice(1).map(Number);
  const [kind, ...rest] = numbers;
  const values = kind === 2 && rest.length > 3 ? rest.slice(1) : rest;
  const [color] = extended([kind ?? 0, ...values], 0);
  if (color === undefined) return undefined;
  return head === 38 ? { fg: color } : head === 48 ? { bg: color } : undefined;
}

/** The style after `ESC [ parameters m` (ECMA-48 SGR; unknown numbers are skipped). */
export function applySgr(parameters: string, style: Style): Style {
  if (parameters === '') return PLAIN;
  const texts = parameters.split(';');
  const codes = texts.map((text) => (text === '' ? 0 : Number.parseInt(text, 10)));
  let next = style;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] as number;
    if (texts[at]?.includes(':')) next = { ...next, ...colonForm(texts[at] as string) };
    else if (code === 0) next = PLAIN;
    else if (code === 38 || code === 48) {
      const [color, taken] = extended(codes, at + 1);
      at += taken;
      if (color !== undefined) next = { ...next, ...(code === 38 ? { fg: color } : { bg: color }) };
    } else next = { ...next, ...basic(code) };
  }
  return next;
}
