import type { WirePagination } from '@turnpike/core/contracts/wire';
import { expect, it } from 'vitest';
import { withinPages } from './within-pages.js';

const page = (count: number, limit = 25): WirePagination => ({ count, limit }) as WirePagination;

it.each([
  [0, 0, 0],
  [0, 90, 0],
  [50, 51, 50],
  [50, 50, 25],
  [75, 26, 25],
  [50, 25, 0],
  [25, 0, 0],
])('offset %i of %i shows %i', (offset, count, shown) => {
  expect(withinPages(offset, page(count))).toBe(shown);
  expect(withinPages(offset, undefined)).toBe(offset);
});
