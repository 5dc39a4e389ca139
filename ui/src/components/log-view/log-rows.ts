import type { LogLines } from '../../log/lines.js';
import { paint } from '../../log/palette.js';
import { hitsIn, type Hit } from '../../log/search.js';
import type { Style } from '../../log/style.js';
import { formatDuration } from '../../data/format.js';

/** What a row of the log shows beside its text. */
export interface RowContext {
  readonly log: LogLines;
  readonly query: string;
  readonly selected: boolean;
  /** The line that search stands on. */
  readonly current: boolean;
  /** undefined: no fold begins here. */
  readonly collapsed: boolean | undefined;
  readonly times: boolean;
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...children);
  return node;
}

function styled(text: string, style: Style, hit: boolean): Node {
  const node = element(hit ? 'mark' : 'span', '', text);
  const { color, background } = paint(style);
  if (!hit) {
    node.style.color = color;
    node.style.background = background;
  }
  node.classList.toggle('b', style.bold);
  node.classList.toggle('i', style.italic);
  node.classList.toggle('u', style.underline);
  node.classList.toggle('s', style.strike);
  return node;
}

/** Cuts a span's text at the hits' edges. `offset`: where the span begins in its line. */
function* slices(text: string, offset: number, hits: readonly Hit[]): Generator<[string, boolean]> {
  let at = 0;
  for (const hit of hits) {
    const from = Math.max(at, hit.from - offset);
    const to = Math.min(text.length, hit.to - offset);
    if (to <= from) continue;
    if (from > at) yield [text.slice(at, from), false];
    yield [text.slice(from, to), true];
    at = to;
  }
  if (at < text.length) yield [text.slice(at), false];
}

/** The line's text as text nodes in spans. Nothing of a log is ever parsed as HTML. */
function lineText(log: LogLines, line: number, query: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const hits = query === '' ? [] : hitsIn(log.text(line), query);
  let offset = 0;
  for (const span of log.spans(line)) {
    const style = log.styles.get(span.style);
    const parts = hits.length > 0 ? slices(span.text, offset, hits) : [[span.text, false] as const];
    for (const [text, hit] of parts)
      fragment.append(span.style === 0 && !hit ? text : styled(text, style, hit));
    offset += span.text.length;
  }
  return fragment;
}

const clock = (ms: number): string =>
  new Date(ms).toLocaleTimeString([], { hour12: false } as never);

function foldButton(name: string, collapsed: boolean, line: number): HTMLElement {
  const button = element('button', 'fold-button');
  button.type = 'button';
  button.dataset.fold = String(line);
  button.setAttribute('aria-expanded', String(!collapsed));
  button.setAttribute('aria-label', `Section ${name}`);
  return button;
}

function lineLink(line: number): HTMLElement {
  const link = element('a', 'n', String(line + 1));
  link.href = `#L${line + 1}`;
  link.dataset.line = String(line);
  link.setAttribute('aria-label', `Line ${line + 1}`);
  link.tabIndex = -1;
  return link;
}

/** One line as a row, made once and then only moved. */
export function makeRow(line: number, context: RowContext): HTMLElement {
  const { log } = context;
  const fold = context.collapsed === undefined ? undefined : log.folds.at(line);
  const timing = log.folds.timing(line);
  const row = element('div', 'row', lineLink(line));
  row.dataset.row = String(line);
  row.classList.toggle('selected', context.selected);
  row.classList.toggle('current', context.current);
  row.classList.toggle('fold', fold !== undefined);
  if (context.times)
    row.append(element('span', 'at', timing?.startedAt ? clock(timing.startedAt) : ''));
  if (fold) row.append(foldButton(fold.name, context.collapsed === true, line));
  row.append(element('span', 't', lineText(log, line, context.query)));
  const ms = fold ? log.folds.durationMs(fold) : timing?.durationMs;
  if (fold || ms !== undefined) row.append(aside(fold?.name, ms));
  return row;
}

function aside(name: string | undefined, ms: number | undefined): HTMLElement {
  const node = element('span', 'aside');
  if (name) node.append(element('span', 'fold-name', name));
  if (ms !== undefined) node.append(element('span', 'ms', formatDuration(ms)));
  return node;
}
