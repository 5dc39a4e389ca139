import type { Span } from './ansi.js';
import { Cells } from './cells.js';
import { markerOf, type Marker } from './markers.js';
import { Pen } from './pen.js';
import { Pieces, type Piece } from './pieces.js';
import type { StyleTable } from './style.js';

/** Longer lines are cut when shown, between whole characters; the raw log has them whole. */
export const SHOWN_CHARS = 20_000;

/**
 * A line too long to be kept as it came: read once, piece by piece, into what is shown of it. However long it
 * grows and however it comes, each character costs the same and only `SHOWN_CHARS` of them stay.
 */
export class LongLine {
  readonly #cells = new Cells(SHOWN_CHARS);
  readonly #pieces = new Pieces(true);
  readonly #pen: Pen;
  readonly #table: StyleTable;
  readonly #mark: (marker: Marker) => void;
  #visible = false;

  constructor(table: StyleTable, start: number, mark: (marker: Marker) => void) {
    this.#table = table;
    this.#pen = new Pen(this.#cells, start, table);
    this.#mark = mark;
  }

  /** Cells that were gone over. */
  get work(): number {
    return this.#cells.work;
  }

  /** Style that the next line begins with. */
  get end(): number {
    return this.#pen.style;
  }

  /** `last`: the line ends here. */
  write(text: string, last = false): void {
    for (const piece of this.#pieces.read(text, last)) this.#take(piece);
  }

  #take(piece: Piece): void {
    if (piece.kind === 'marker') return this.#mark(markerOf(piece.match, this.#visible));
    if (piece.kind === 'text') this.#visible ||= piece.text.trim() !== '';
    this.#pen.take(piece);
  }

  spans(): readonly Span[] {
    const { more } = this.#cells;
    const spans = this.#cells.spans();
    if (more === 0) return spans;
    const style = this.#table.intern({ ...this.#table.get(0), inverse: true });
    return [...spans, { text: ` … ${more} more characters, see the raw log `, style }];
  }
}
