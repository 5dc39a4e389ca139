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

// eslint-disable-next-line no-control-regex
const MARKER = /travis_(fold|time):(start|end):([^\r\n\x1b]*)(?:\r(?:\x1b\[[0-2]?K)?|$)/g;
// eslint-disable-next-line no-control-regex
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

/** The line without its markers, and the markers in order. */
export function takeMarkers(raw: string): { readonly text: string; readonly markers: Marker[] } {
  if (!raw.includes('travis_')) return { text: raw, markers: [] };
  const markers: Marker[] = [];
  let text = '';
  let from = 0;
  for (const match of raw.matchAll(MARKER)) {
    text += raw.slice(from, match.index);
    from = match.index + match[0].length;
    const [, kind, edge, name = ''] = match;
    const [id = '', ...rest] = kind === 'time' ? name.split(':') : [name];
    markers.push({
      kind: kind as Marker['kind'],
      edge: edge as Marker['edge'],
      id,
      ...timing(rest.join(':')),
      after: visible(text),
    });
  }
  return { text: text + raw.slice(from), markers };
}
