import type { Heights } from './heights.js';

/** Browsers cap an element's height (Chromium near 33 million px, Firefox near 17): beyond this it is scaled. */
export const MAX_HEIGHT = 12_000_000;
/** Must be the height of a row in the stylesheet of the log. */
export const ROW_HEIGHT = 20;
/** Lines of the longest log that can be wrapped: what wraps is not scaled. */
export const MAX_WRAPPED = MAX_HEIGHT / ROW_HEIGHT;
/** Rows kept above and below what is seen. */
const MARGIN = 12;

export interface WindowInput {
  readonly rows: number;
  readonly rowHeight: number;
  readonly viewHeight: number;
  readonly scrollTop: number;
}
export interface RowWindow {
  /** Of the scrolled element. */
  readonly height: number;
  /** First row to have in the page, and the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Where the first one stands, in px from the top of the scrolled element. */
  readonly top: number;
}

const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));

/** How many px of rows one px of scrolling moves; 1 unless there are very many. */
function scale({ rows, rowHeight, viewHeight }: Omit<WindowInput, 'scrollTop'>): number {
  const full = rows * rowHeight;
  if (full <= MAX_HEIGHT || viewHeight >= MAX_HEIGHT) return 1;
  return (full - viewHeight) / (MAX_HEIGHT - viewHeight);
}

/** Which of the rows, all equally high, to have in the page. */
export function rowWindow(input: WindowInput): RowWindow {
  const { rows, rowHeight, viewHeight, scrollTop } = input;
  const factor = scale(input);
  const height = Math.min(rows * rowHeight, MAX_HEIGHT);
  const offset = clamp(scrollTop, 0, Math.max(0, height - viewHeight)) * factor;
  const first = clamp(Math.floor(offset / rowHeight) - MARGIN, 0, rows);
  const end = clamp(Math.ceil((offset + viewHeight) / rowHeight) + MARGIN, first, rows);
  return { height, first, end, top: scrollTop + first * rowHeight - offset };
}

/** As `rowWindow`, of rows that are not all equally high. Never scaled. */
export function wrappedWindow(
  { rows, viewHeight, scrollTop }: WindowInput,
  heights: Pick<Heights, 'top' | 'rowAt'>,
): RowWindow {
  const first = clamp(heights.rowAt(scrollTop) - MARGIN, 0, rows);
  const end = clamp(heights.rowAt(scrollTop + viewHeight) + 1 + MARGIN, first, rows);
  return { height: heights.top(rows), first, end, top: heights.top(first) };
}

/** Scroll position that puts a row at the top, or `lead` rows below it. */
export function scrollTopOf(row: number, input: Omit<WindowInput, 'scrollTop'>, lead = 0): number {
  const { rows, rowHeight, viewHeight } = input;
  const limit = Math.max(0, Math.min(rows * rowHeight, MAX_HEIGHT) - viewHeight);
  return clamp(((row - lead) * rowHeight) / scale(input), 0, limit);
}
