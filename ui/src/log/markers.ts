/**
 * `travis_fold:start:NAME`, `travis_time:end:ID:start=…` (travis-build `lib/travis/build/bash/travis_fold.bash`,
 * `travis_time_finish.bash`): each ends in a carriage return and a clear-line, several may stand on one line.
 */
export interface Marker {
  readonly kind: 'fold' | 'time';
  readonly edge: 'start' | 'end';
  /** Name of the fold, id of the timing. */
  readonly id: string;
  /** Of `time:end`: milliseconds. */
  readonly startedAt: number | null;
  readonly durationMs: number | null;
  /** Is there text on the line before it? */
  readonly after: boolean;
}

/** A longer name is none: what is unfinished must be bounded. */
const NAME = '[\\w.:-]{1,256}';
/** What `travis_time:end` tells behind the id. */
const TIMES = ':start=\\d{1,32},finish=\\d{1,32},duration=\\d{1,32}(?:,event=[\\w.:-]{0,256})?';
const CLEAR = '\\x1b\\[[0-2]?K';
/** As a pattern's source: kind, edge, name (with times), clear-line. */
export const MARKER_SOURCE = `travis_(fold|time):(start|end):(${NAME}(?:${TIMES})?)\\r(${CLEAR})?`;
/** What may still become a marker when more of the line comes. */
const BEGINNING = /^travis_(?:fold|time):(?:start|end):[\w.:,=-]{0,700}$/;
const INVISIBLE = /\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x20]/g;

const NANOS_PER_MS = 1e6;

function timing(rest: string): Pick<Marker, 'startedAt' | 'durationMs'> {
  const number = (name: string): number | null => {
    const text = new RegExp(`${name}=(\\d+)`).exec(rest)?.[1];
    return text === undefined ? null : Number(text) / NANOS_PER_MS;
  };
  const startedAt = number('start');
  const finishedAt = number('finish');
  const between = startedAt !== null && finishedAt !== null ? finishedAt - startedAt : null;
  return { startedAt, durationMs: number('duration') ?? between };
}

const visible = (text: string): boolean => text.replace(INVISIBLE, '') !== '';

/** Of a match of `MARKER_SOURCE`, whose groups begin at 1. */
export function markerOf(match: readonly (string | undefined)[], after: boolean): Marker {
  const [, kind, edge, name = ''] = match;
  const [id = '', ...rest] = kind === 'time' ? name.split(':') : [name];
  return {
    kind: kind as Marker['kind'],
    edge: edge as Marker['edge'],
    id,
    ...timing(rest.join(':')),
    after,
  };
}

/**
 * The line without its markers, and the markers in order. At the start of a line a name and a return are enough, as
 * for Travis (`echo -en 'travis_fold:start:x\r'`); behind text only what clears the line too is a marker: anything
 * else is a mention, which is text.
 */
export function takeMarkers(
  raw: string,
  unfinished = false,
): { readonly text: string; readonly markers: Marker[] } {
  if (!raw.includes('travis_')) return { text: raw, markers: [] };
  const markers: Marker[] = [];
  let text = '';
  let after = false;
  let from = 0;
  for (const match of raw.matchAll(new RegExp(MARKER_SOURCE, 'g'))) {
    const before = raw.slice(from, match.index);
    text += before;
    from = match.index;
    after ||= visible(before);
    if (text !== '' && match[4] === undefined) continue;
    from += match[0].length;
    markers.push(markerOf(match, after));
  }
  const rest = raw.slice(from);
  return { text: text + (unfinished && BEGINNING.test(rest) ? '' : rest), markers };
}
