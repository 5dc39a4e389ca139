import { channels, DEFAULT_COLOR, isRgb, type Color, type Style } from './style.js';

type Rgb = readonly [number, number, number];

/** The log's own ground and ink (`--log-bg`, `--log-text` of the light theme, the lighter ground). */
const GROUND: Rgb = [20, 23, 28];
const INK: Rgb = [213, 216, 222];
/** WCAG AA for text. */
const CONTRAST = 4.6;

const BASE: readonly Rgb[] = [
  [110, 118, 130],
  [255, 123, 121],
  [104, 205, 129],
  [227, 184, 92],
  [122, 168, 255],
  [214, 148, 240],
  [97, 201, 214],
  [213, 216, 222],
  [139, 147, 161],
  [255, 155, 150],
  [139, 224, 158],
  [244, 211, 122],
  [158, 192, 255],
  [230, 178, 250],
  [140, 222, 232],
  [245, 246, 248],
];
/** A background of the basic sixteen is darker than the same colour as text. */
const BASE_GROUND: readonly Rgb[] = [
  [9, 11, 14],
  [148, 32, 40],
  [22, 99, 52],
  [122, 84, 12],
  [33, 72, 158],
  [104, 46, 138],
  [14, 96, 108],
  [176, 181, 190],
  [72, 79, 90],
  [178, 44, 50],
  [30, 122, 64],
  [150, 106, 20],
  [45, 90, 190],
  [128, 62, 168],
  [18, 118, 132],
  [236, 238, 241],
];
const STEPS = [0, 95, 135, 175, 215, 255];

function indexed(color: number, base: readonly Rgb[]): Rgb {
  if (color < 16) return base[color] as Rgb;
  if (color >= 232) {
    const grey = 8 + (color - 232) * 10;
    return [grey, grey, grey];
  }
  const cube = color - 16;
  const step = (index: number): number => STEPS[index] as number;
  return [step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6)];
}

function resolve(color: Color, base: readonly Rgb[], fallback: Rgb): Rgb {
  if (color === DEFAULT_COLOR) return fallback;
  return isRgb(color) ? channels(color) : indexed(color, base);
}

const linear = (channel: number): number => {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((channel, at) => Math.round(channel + ((to[at] as number) - channel) * share)) as never;

/** The colour, moved towards white or black as far as it takes to be read on the ground. */
export function readable(color: Rgb, ground: Rgb): Rgb {
  const goal: Rgb = luminance(ground) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let share = 0; share < 1; share += 0.1) {
    const tried = mix(color, goal, share);
    if (contrast(tried, ground) >= CONTRAST) return tried;
  }
  return goal;
}

export interface Paint {
  readonly color: string;
  /** Empty: none. */
  readonly background: string;
}

const css = (color: Rgb): string => `rgb(${color.join(' ')})`;

/** Colours of a style as CSS. Whatever a log asks for, its text can be read. */
export function paint(style: Style): Paint {
  // Bold text in one of the first eight colours is bright, as terminals have it.
  const fg = style.bold && style.fg >= 0 && style.fg < 8 ? style.fg + 8 : style.fg;
  let ink = resolve(fg, BASE, INK);
  let ground = resolve(style.bg, BASE_GROUND, GROUND);
  if (style.inverse) [ink, ground] = [ground, ink];
  if (style.dim) ink = mix(ink, ground, 0.3);
  const plain = style.bg === DEFAULT_COLOR && !style.inverse;
  return { color: css(readable(ink, ground)), background: plain ? '' : css(ground) };
}
