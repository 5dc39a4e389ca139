import { describe, expect, it } from 'vitest';
import {
  elapsed,
  firstLine,
  formatAgo,
  formatBytes,
  formatDuration,
  formatMoment,
  restOf,
  shortShas,
} from './format.js';
import { safeHref } from './safe-href.js';

describe('format', () => {
  it.each([
    [0, '0 s'],
    [20, '0.1 s'],
    [400, '0.4 s'],
    [42_000, '42 s'],
    [185_000, '3 min 05 s'],
    [3_720_000, '1 h 02 min'],
  ])('writes %d ms', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('says a time to come with its hour and zone', () => {
    expect(formatMoment(Date.UTC(2026, 0, 5, 4, 30), 'en', 'UTC')).toBe('Mon, Jan 5, 04:30 AM UTC');
  });

  it.each([
    [-10_000, 'just now'],
    [-300_000, '5 minutes ago'],
    [-7_200_000, '2 hours ago'],
    [7_200_000, 'in 2 hours'],
    [-86_400_000, 'yesterday'],
  ])('says how long ago %d ms is', (ms, text) => {
    expect(formatAgo(1e12 + ms, 1e12, 'en')).toBe(text);
  });

  it('cuts commit ids, and nothing else', () => {
    const sha = '62cae3aabe7f28610ddc6600ac95803c7529c09f';
    expect(shortShas(`a/b:.travis.yml@${sha}, line 1`)).toBe('a/b:.travis.yml@62cae3aabe, line 1');
    expect(shortShas(`${sha}0 62cae3a`)).toBe(`${sha}0 62cae3a`);
  });

  it('counts to now while there is no end', () => {
    const from = new Date(1000).toISOString();
    expect(elapsed(from, null, 5000)).toBe(4000);
    expect(elapsed(null, null)).toBeUndefined();
  });

  it('writes sizes and splits messages', () => {
    expect([formatBytes(10), formatBytes(2048), formatBytes(5 * 1024 ** 3)]).toEqual([
      '10 B',
      '2.0 KiB',
      '5.0 GiB',
    ]);
    expect([firstLine('a\nb\nc'), restOf('a\n\nb\nc'), firstLine(null)]).toEqual(['a', 'b\nc', '']);
  });

  it('links only to web addresses', () => {
    expect(safeHref('https://example.org/x')).toBe('https://example.org/x');
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', '/x', '', null])
      expect(safeHref(bad)).toBeUndefined();
  });
});
