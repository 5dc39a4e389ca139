import { describe, expect, it } from 'vitest';
import { contrast, paint, readable } from './palette.js';
import { PLAIN, rgb, type Color } from './style.js';

type Rgb = readonly [number, number, number];
const GROUND: Rgb = [20, 23, 28];
const numbers = (css: string): Rgb => css.match(/\d+/g)?.map(Number) as unknown as Rgb;

describe('paint', () => {
  const some: Color[] = [
    -1,
    ...Array.from({ length: 256 }, (_n, at) => at),
    rgb(0, 0, 0),
    rgb(30, 0, 90),
    rgb(255, 255, 255),
  ];

  it('makes every colour readable on the log’s ground', () => {
    for (const fg of some)
      for (const dim of [false, true]) {
        const { color } = paint({ ...PLAIN, fg, dim });
        expect(contrast(numbers(color), GROUND), `colour ${fg}`).toBeGreaterThanOrEqual(4.5);
      }
  });

  it('makes every pair of colours readable', () => {
    for (const fg of some.filter((_color, at) => at % 9 === 0))
      for (const bg of some.slice(1).filter((_color, at) => at % 7 === 0))
        for (const inverse of [false, true]) {
          const { color, background } = paint({ ...PLAIN, fg, bg, inverse });
          expect(contrast(numbers(color), numbers(background))).toBeGreaterThanOrEqual(4.5);
        }
  });

  it('leaves a readable colour as it is', () => {
    expect(readable([255, 200, 0], GROUND)).toEqual([255, 200, 0]);
    expect(paint({ ...PLAIN, fg: rgb(255, 200, 0) })).toEqual({
      color: 'rgb(255 200 0)',
      background: '',
    });
  });
});
