/** A small picture: "build", then the result. */
import { wordPixels } from './pixel-font.js';
import { png, type Color } from './png.js';

const COLORS = {
  passing: '#2e7d32',
  failed: '#c62828',
  error: '#b71c1c',
  canceled: '#6d6d6d',
  unknown: '#6d6d6d',
} as const;
export type BadgeResult = keyof typeof COLORS;

const LABEL_COLOR = '#444444';
const LABEL_WIDTH = 40;
const HEIGHT = 20;

export function badge(result: BadgeResult): string {
  const width = 14 + result.length * 7;
  const total = LABEL_WIDTH + width;
  const text = (x: number, words: string): string =>
    `<text x="${x}" y="14" text-anchor="middle">${words}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${total}" height="${HEIGHT}" role="img"`,
    ` aria-label="build: ${result}"><title>build: ${result}</title>`,
    `<clipPath id="c"><rect width="${total}" height="${HEIGHT}" rx="3"/></clipPath>`,
    `<g clip-path="url(#c)"><rect width="${LABEL_WIDTH}" height="${HEIGHT}" fill="${LABEL_COLOR}"/>`,
    `<rect x="${LABEL_WIDTH}" width="${width}" height="${HEIGHT}" fill="${COLORS[result]}"/></g>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">`,
    text(LABEL_WIDTH / 2, 'build'),
    text(LABEL_WIDTH + width / 2, result),
    '</g></svg>',
  ].join('');
}

/** The same for readers that take no SVG. */
export function badgePng(result: BadgeResult): Uint8Array {
  const [label, word] = [wordPixels('build'), wordPixels(result)];
  const width = LABEL_WIDTH + word.width + 14;
  const lit = new Set<number>();
  const put = ({ pixels }: typeof word, left: number): void => {
    for (const { x, y } of pixels) lit.add((y + 6) * width + left + x);
  };
  put(label, Math.floor((LABEL_WIDTH - label.width) / 2));
  put(word, LABEL_WIDTH + 7);
  const background = (x: number): Color => (x < LABEL_WIDTH ? LABEL_COLOR : COLORS[result]);
  return png(width, HEIGHT, (x, y) => (lit.has(y * width + x) ? '#ffffff' : background(x)));
}
