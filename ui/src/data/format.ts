const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const isBrief = (ms: number): boolean => ms > 0 && ms < 10 * SECOND && ms % SECOND !== 0;

/** What has taken time at all does not show as none. */
const tenths = (ms: number): string => Math.max(0.1, ms / SECOND).toFixed(1);

/** `0.4 s`, `42 s`, `3 min 05 s`, `1 h 02 min`. */
export function formatDuration(ms: number): string {
  const whole = Math.max(0, Math.round(ms / SECOND));
  if (isBrief(ms)) return `${tenths(ms)} s`;
  if (whole < 60) return `${whole} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor(whole / 60) % 60)} min`;
}

/** `3m 05s`: for columns. */
export function formatShort(ms: number): string {
  if (isBrief(ms)) return `${tenths(ms)}s`;
  const whole = Math.round(ms / SECOND);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${String(whole % 60).padStart(2, '0')}s`;
  return `${Math.floor(whole / 3600)}h ${String(Math.floor(whole / 60) % 60).padStart(2, '0')}m`;
}

/** `just now`, `5 minutes ago`, `in 2 hours`, and the date beyond four weeks. */
export function formatAgo(time: number, now: number, locale?: string): string {
  const difference = time - now;
  const size = Math.abs(difference);
  if (size < 45 * SECOND) return difference > SECOND ? 'in a moment' : 'just now';
  if (size > 28 * DAY)
    return new Date(time).toLocaleDateString(locale, { dateStyle: 'medium' } as never);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const in_ = (unit: number): number => Math.round(difference / unit);
  if (size < HOUR) return words.format(in_(MINUTE), 'minute');
  return size < DAY ? words.format(in_(HOUR), 'hour') : words.format(in_(DAY), 'day');
}

export function formatFull(time: number, locale?: string): string {
  return new Date(time).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'medium' });
}

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB'];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}

export const parseTime = (time: string | null | undefined): number | undefined =>
  time ? Date.parse(time) : undefined;

/** Milliseconds from one time to another, or to now while it runs. */
export function elapsed(
  from: string | null | undefined,
  to: string | null | undefined,
  now = Date.now(),
): number | undefined {
  const start = parseTime(from);
  return start === undefined ? undefined : Math.max(0, (parseTime(to) ?? now) - start);
}

/** When it last came to something: its end, or its start, or when it was made. */
export const latestTime = (of: {
  readonly finished_at?: string | null;
  readonly started_at?: string | null;
  readonly created_at?: string | null;
}): string | null => of.finished_at ?? of.started_at ?? of.created_at ?? null;

/** Full commit ids in a text, cut to what tells them apart. */
export const shortShas = (text: string): string =>
  text.replace(/\b([0-9a-f]{10})[0-9a-f]{30}\b/g, '$1');

export const firstLine = (text: string | null | undefined): string =>
  (text ?? '').split('\n', 1)[0] ?? '';
export const restOf = (text: string | null | undefined): string =>
  (text ?? '').split('\n').slice(1).join('\n').trim();
