import { Cron as Schedule } from 'croner';

/** Travis's three words; anything else is a cron expression (travis-services facts 2.11). */
const WORDS = { daily: { days: 1 }, weekly: { days: 7 }, monthly: { months: 1 } } as const;

/**
 * Seconds until the next run, always in the future, counted from `now` (milliseconds, the database's clock).
 * The words keep the time of day of the run that was due, however late this one is.
 * undefined: the expression will never be due again, or is none.
 */
export function secondsToNextRun(
  interval: string,
  timeZone: string,
  due: number,
  now: number,
): number | undefined {
  const next =
    interval in WORDS
      ? nextByWord(interval as keyof typeof WORDS, due, now)
      : nextByExpression(interval, timeZone, now);
  return next === undefined ? undefined : Math.max(1, Math.ceil((next - now) / 1000));
}

function nextByWord(word: keyof typeof WORDS, due: number, now: number): number {
  const step: { readonly days?: number; readonly months?: number } = WORDS[word];
  for (let times = 1; ; times += 1) {
    const next = new Date(due);
    if (step.days) next.setUTCDate(next.getUTCDate() + step.days * times);
    if (step.months) addMonths(next, step.months * times);
    if (next.getTime() > now) return next.getTime();
  }
}

/** The 31st becomes the last day of a shorter month. */
function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
}

function nextByExpression(expression: string, timezone: string, now: number): number | undefined {
  try {
    return new Schedule(expression, { timezone }).nextRun(new Date(now))?.getTime();
  } catch {
    // Written by hand into the table or by an older version: the caller switches it off and says so.
    return undefined;
  }
}
