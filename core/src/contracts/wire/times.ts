/** Durations, ages and sizes as people read them: the same words in the interface, the commands and messages. */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const isBrief = (ms: number): boolean => ms > 0 && ms < 10 * SECOND && ms % SECOND !== 0;

/** What has taken time at all does not show as none. */
const tenths = (ms: number): string => Math.max(0.1, ms / SECOND).toFixed(1);

/** `0.4 s`, `42 s`, `3 min 05 s`, `1 h 02 min`. @stable */
export function formatDuration(ms: number): string {
  const whole = Math.max(0, Math.round(ms / SECOND));
  if (isBrief(ms)) return `${tenths(ms)} s`;
  if (whole < 60) return `${whole} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor(whole / 60) % 60)} min`;
}

/** `just now`, `5 minutes ago`, `in 2 hours`, and the date beyond four weeks. @stable */
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

/** Milliseconds from start to end, or to now while it runs; undefined: it has not begun. @stable */
export function elapsedOf(span: Spanned, now: number): number | undefined {
  const from = span.started_ms ?? (span.started_at ? Date.parse(span.started_at) : undefined);
  if (from === undefined) return undefined;
  const to = span.finished_ms ?? (span.finished_at ? Date.parse(span.finished_at) : now);
  return Math.max(0, to - from);
}
interface Spanned {
  readonly started_at?: string | null;
  readonly finished_at?: string | null;
  readonly started_ms?: number | null;
  readonly finished_ms?: number | null;
}

/** `512 B`, `1.5 MiB`. @stable */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB'];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}
