import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { Heights } from '../../log/heights.js';
import { LogLines } from '../../log/lines.js';
import type { LineSelection } from '../../log/range.js';
import { Rows, type Hidden } from '../../log/rows.js';
import {
  MAX_WRAPPED,
  ROW_HEIGHT,
  rowWindow,
  scrollTopOf,
  wrappedWindow,
  type RowWindow,
} from '../../log/window.js';
import { reset } from '../../styles/reset.styles.js';
import { makeRow } from './log-rows.js';
import { styles } from './log-view.styles.js';

/** Rows above a line that is jumped to. */
const LEAD = 4;

/**
 * A log of any length: only the rows that are seen are in the page, each made once. `refresh` after the log has
 * grown. Fires `select` (LineSelection), `follow` (boolean: the reader scrolled to or away from the end).
 */
export class LogView extends LitElement {
  static override styles = [reset, styles];
  @property({ attribute: false }) log = new LogLines();
  @property({ attribute: false }) selection: LineSelection | undefined;
  /** Marked wherever it occurs. */
  @property({ attribute: false }) query = '';
  /** Line (from 0) that search stands on; -1: none. */
  @property({ type: Number }) current = -1;
  @property({ type: Boolean }) follow = false;
  @property({ type: Boolean }) times = false;
  /** Lines wider than the view go on in its next row, where the log is not too long for it (`MAX_WRAPPED`). */
  @property({ type: Boolean, reflect: true }) wrap = false;
  @property() label = 'Log';

  @query('.scroller') private scroller!: HTMLElement;
  @query('.sizer') private sizer!: HTMLElement;
  @query('.rows') private rowsElement!: HTMLElement;

  #rows = new Rows([]);
  readonly #heights = new Heights(ROW_HEIGHT);
  #width = 0;
  /** Where the reader was taken to, until they scroll: rows above may turn out to be higher. */
  #goal: { readonly row: number; readonly lead: number } | undefined;
  /** Folds by their first line: what the reader chose, over the default (closed once it has ended). */
  readonly #chosen = new Map<number, boolean>();
  readonly #shown = new Map<number, HTMLElement>();
  #foldVersion = -1;
  #hiddenLines = -1;
  #lastTop = 0;
  #frame = 0;
  #resizes: ResizeObserver | undefined;

  protected override render(): TemplateResult {
    return html`<div
      class="scroller"
      tabindex="0"
      role="region"
      aria-label=${this.label}
      @scroll=${this.#scrolled}
      @click=${this.#clicked}
    >
      <div class="sizer"><div class="rows"></div></div>
    </div>`;
  }

  protected override firstUpdated(): void {
    this.#resizes = new ResizeObserver(() => this.#resized());
    this.#resizes.observe(this.scroller);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes?.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('log')) this.#begin();
    if (changed.has('selection')) this.#openAround(this.selection?.from);
    const looks = ['selection', 'query', 'current', 'times', 'log', 'wrap'];
    if (['log', 'wrap', 'times'].some((key) => changed.has(key))) this.#heights.clear();
    if (looks.some((key) => changed.has(key))) this.#forgetRows();
    this.refresh();
  }

  /** The log has grown. Many calls a frame become one. */
  refresh(): void {
    if (this.#frame === 0)
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#draw();
      });
  }

  /** Has the reader scrolled away from the start? */
  get hasMoved(): boolean {
    return this.scroller !== null && this.scroller.scrollTop > 0;
  }

  /** Opens what hides the line (from 0) and scrolls to it; `end`: with what led to it above. */
  showLine(line: number, at: 'start' | 'end' = 'start'): void {
    this.#openAround(line + 1);
    // What failed stands before the line that says so, often in a fold that has ended.
    if (at === 'end') this.#openAround(line);
    this.#layOut();
    const size = this.#size();
    const lead =
      at === 'start' ? LEAD : Math.max(LEAD, Math.floor(size.viewHeight / ROW_HEIGHT) - LEAD);
    const row = this.#rows.rowOf(line);
    this.#scrollTo(this.#topOf(row, lead));
    this.#goal = { row, lead };
  }

  showStart(): void {
    this.#scrollTo(0);
  }

  showEnd(): void {
    this.#layOut();
    this.#scrollTo(Number.MAX_SAFE_INTEGER);
  }

  setAllFolds(collapsed: boolean): void {
    for (const fold of this.log.folds.all()) this.#chosen.set(fold.start, collapsed);
    this.#refold();
  }

  focusLog(): void {
    this.scroller.focus({ preventScroll: true });
  }

  get #wraps(): boolean {
    return this.wrap && this.log.length <= MAX_WRAPPED;
  }

  #resized(): void {
    const { clientWidth } = this.scroller;
    if (clientWidth !== this.#width) this.#heights.clear();
    this.#width = clientWidth;
    this.#draw();
  }

  #begin(): void {
    this.#chosen.clear();
    this.#foldVersion = -1;
    this.#lastTop = 0;
  }

  #collapsed(start: number, end: number): boolean {
    return end >= 0 && (this.#chosen.get(start) ?? true);
  }

  #openAround(line: number | undefined): void {
    if (line === undefined) return;
    for (const fold of this.log.folds.around(line - 1)) this.#chosen.set(fold.start, false);
    this.#refold();
  }

  #refold(): void {
    this.#foldVersion = -1;
    this.#forgetRows();
    this.refresh();
  }

  /** Which lines are shown, when folds have changed. */
  #layOut(): void {
    const { folds, hidden } = this.log;
    if (folds.version === this.#foldVersion && hidden.length === this.#hiddenLines) return;
    this.#foldVersion = folds.version;
    this.#hiddenLines = hidden.length;
    // An ended fold became a header, or a command got its duration: those few rows are made again.
    this.#forgetRows();
    const ranges: Hidden[] = hidden.map((line) => ({ from: line, to: line }));
    for (const { start, end } of folds.all())
      if (this.#collapsed(start, end)) ranges.push({ from: start + 1, to: end });
    this.#rows = new Rows(ranges);
    this.#heights.lay(this.#rows);
    this.#goal = undefined;
  }

  #size(): { rows: number; rowHeight: number; viewHeight: number } {
    const rows = this.#rows.count(this.log.length);
    // A page that gives the log no height must not get a million rows.
    const viewHeight = Math.min(this.scroller.clientHeight, 4 * innerHeight);
    return { rows, rowHeight: ROW_HEIGHT, viewHeight };
  }

  #draw(): void {
    if (!this.hasUpdated) return;
    this.#layOut();
    const size = this.#size();
    const { height } = this.#window(0);
    this.sizer.style.height = `${height}px`;
    this.scroller.style.setProperty(
      '--digits',
      String(Math.max(4, String(this.log.length).length)),
    );
    if (this.follow) this.#setTop(Math.max(0, height - size.viewHeight));
    const view = this.#window(this.scroller.scrollTop);
    this.rowsElement.style.transform = `translateY(${view.top}px)`;
    this.#place(view.first, view.end);
    if (this.#wraps) this.#measure(view);
  }

  #window(scrollTop: number): RowWindow {
    const input = { ...this.#size(), scrollTop };
    return this.#wraps ? wrappedWindow(input, this.#heights) : rowWindow(input);
  }

  /** Scroll position that puts a row below so many others. */
  #topOf(row: number, lead: number): number {
    const size = this.#size();
    if (!this.#wraps) return scrollTopOf(row, size, lead);
    const limit = Math.max(0, this.#heights.top(size.rows) - size.viewHeight);
    return Math.max(0, Math.min(limit, this.#heights.top(row) - lead * ROW_HEIGHT));
  }

  /** What is read stays where it is when rows turn out to be higher than they were thought to be. */
  #measure({ first }: RowWindow): void {
    const top = this.scroller.scrollTop;
    const row = this.#heights.rowAt(top);
    const within = top - this.#heights.top(row);
    let isNew = false;
    for (const [line, node] of this.#shown)
      isNew = this.#heights.measured(line, node.offsetHeight) || isNew;
    if (!isNew) return;
    this.#heights.lay(this.#rows);
    this.sizer.style.height = `${this.#window(0).height}px`;
    this.rowsElement.style.transform = `translateY(${this.#heights.top(first)}px)`;
    const goal = this.#goal;
    if (!this.follow)
      this.#setTop(goal ? this.#topOf(goal.row, goal.lead) : this.#heights.top(row) + within);
    this.refresh();
  }

  /** Rows `first` to `end` into the page, in order; what is there already stays as it is. */
  #place(first: number, end: number): void {
    const wanted: number[] = [];
    for (let row = first; row < end; row += 1) wanted.push(this.#rows.lineAt(row));
    const keep = new Set(wanted);
    for (const [line, node] of this.#shown)
      if (!keep.has(line) || line >= this.log.finished) this.#drop(line, node);
    let before: ChildNode | null = this.rowsElement.firstChild;
    for (const line of wanted) {
      const node = this.#rowOf(line);
      if (node === before) before = before.nextSibling;
      else this.rowsElement.insertBefore(node, before);
    }
  }

  #drop(line: number, node: HTMLElement): void {
    node.remove();
    this.#shown.delete(line);
  }

  #forgetRows(): void {
    for (const [line, node] of this.#shown) this.#drop(line, node);
  }

  #rowOf(line: number): HTMLElement {
    const known = this.#shown.get(line);
    if (known) return known;
    const fold = this.log.folds.at(line);
    const { selection } = this;
    const row = makeRow(line, {
      log: this.log,
      query: this.query,
      selected: !!selection && line + 1 >= selection.from && line + 1 <= selection.to,
      current: line === this.current,
      collapsed: fold && this.#collapsed(fold.start, fold.end),
      times: this.times,
    });
    this.#shown.set(line, row);
    return row;
  }

  #scrollTo(top: number): void {
    this.#goal = undefined;
    this.sizer.style.height = `${this.#window(0).height}px`;
    this.#setTop(top);
    this.refresh();
  }

  #setTop(top: number): void {
    this.scroller.scrollTop = top;
    this.#lastTop = this.scroller.scrollTop;
  }

  readonly #scrolled = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const atEnd = scrollTop + clientHeight >= scrollHeight - ROW_HEIGHT;
    if (this.follow && scrollTop < this.#lastTop - 2 && !atEnd) this.#fireFollow(false);
    if (Math.abs(scrollTop - this.#lastTop) > 1) this.#goal = undefined;
    this.#lastTop = scrollTop;
    this.refresh();
  };

  #fireFollow(follow: boolean): void {
    this.follow = follow;
    this.dispatchEvent(new CustomEvent('follow', { detail: follow }));
  }

  readonly #clicked = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    const link = target.closest<HTMLElement>('[data-line]');
    if (link) return this.#selected(Number(link.dataset.line) + 1, event);
    const row = target.closest<HTMLElement>('.row.fold');
    const selecting = getSelection()?.toString() !== '';
    if (row && (target.matches('.fold-button') || !selecting))
      this.#toggle(Number(row.dataset.row));
  };

  #toggle(start: number): void {
    const fold = this.log.folds.at(start);
    if (!fold || fold.end < 0) return;
    this.#chosen.set(start, !this.#collapsed(start, fold.end));
    const focused = (this.renderRoot as ShadowRoot).activeElement?.matches('.fold-button');
    if (this.follow) this.#fireFollow(false);
    this.#refold();
    if (focused) this.#focusFold(start);
  }

  /** The row was made again: the keyboard stays where it was. */
  #focusFold(start: number): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#draw();
    this.renderRoot.querySelector<HTMLElement>(`[data-fold="${start}"]`)?.focus();
  }

  #selected(line: number, event: MouseEvent): void {
    event.preventDefault();
    const from = event.shiftKey && this.selection ? this.selection.from : line;
    const detail = { from: Math.min(from, line), to: Math.max(from, line) };
    this.dispatchEvent(new CustomEvent<LineSelection>('select', { detail }));
  }
}
