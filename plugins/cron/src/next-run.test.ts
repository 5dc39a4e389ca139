import { describe, expect, it } from 'vitest';
import { secondsToNextRun } from './next-run.js';

const at = (text: string): number => Date.parse(text);
const next = (interval: string, due: string, now: string, zone = 'UTC'): string | undefined => {
  const seconds = secondsToNextRun(interval, zone, at(due), at(now));
  return seconds === undefined ? undefined : new Date(at(now) + seconds * 1000).toISOString();
};

describe('secondsToNextRun', () => {
  it.each([
    ['daily', '2026-03-01T10:00:00Z', '2026-03-01T10:00:05Z', '2026-03-02T10:00:00.000Z'],
    ['weekly', '2026-03-01T10:00:00Z', '2026-03-01T10:00:05Z', '2026-03-08T10:00:00.000Z'],
    ['monthly', '2026-01-31T10:00:00Z', '2026-01-31T10:00:05Z', '2026-02-28T10:00:00.000Z'],
    ['daily', '2026-03-01T10:00:00Z', '2026-03-04T11:00:00Z', '2026-03-05T10:00:00.000Z'],
    ['30 4 * * 1', '2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z', '2026-03-02T04:30:00.000Z'],
  ])('%s, due %s, at %s: %s', (interval, due, now, expected) => {
    expect(next(interval, due, now)).toBe(expected);
  });

  it('knows time zones and their summer time', () => {
    expect(next('0 9 * * *', '2026-03-28T08:00:00Z', '2026-03-28T08:00:01Z', 'Europe/Berlin')).toBe(
      '2026-03-29T07:00:00.000Z',
    );
  });

  it('has none for what never comes or is no expression', () => {
    expect(next('0 0 30 2 *', '2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z')).toBeUndefined();
    expect(next('sometimes', '2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z')).toBeUndefined();
  });
});
