export { formatAgo, formatBytes, formatDuration } from '@turnpike/core/contracts/wire';

export function formatFull(time: number, locale?: string): string {
  return new Date(time).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** A time that is still to come: its day and hour, and of which zone. */
export function formatMoment(time: number, locale?: string, timeZone?: string): string {
  return new Date(time).toLocaleString(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone && { timeZone }),
  });
}

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

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
