import type { Cells } from './cells.js';
import type { Piece } from './pieces.js';
import { applySgr, type StyleTable } from './style.js';

/** Writes the pieces of a line into its cells, in the style that they have come to. */
export class Pen {
  readonly cells: Cells;
  readonly #table: StyleTable;
  #style: number;

  constructor(cells: Cells, start: number, table: StyleTable) {
    this.cells = cells;
    this.#table = table;
    this.#style = start;
  }

  get style(): number {
    return this.#style;
  }

  take(piece: Piece): void {
    if (piece.kind === 'text') this.cells.write(piece.text, this.#style);
    else if (piece.kind === 'return') this.cells.return();
    else if (piece.kind === 'back') this.cells.back();
    else if (piece.kind === 'erase') this.cells.erase(piece.mode);
    else if (piece.kind === 'style')
      this.#style = this.#table.intern(applySgr(piece.parameters, this.#table.get(this.#style)));
  }
}
