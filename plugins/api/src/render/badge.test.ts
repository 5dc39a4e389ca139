import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { badge, badgePng, type BadgeResult } from './badge.js';

const RESULTS: readonly BadgeResult[] = ['passing', 'failed', 'error', 'canceled', 'unknown'];

/** Reads what the writer made: size, and the rows of light pixels as text. */
function read(bytes: Uint8Array) {
  const file = Buffer.from(bytes);
  expect(file.subarray(1, 4).toString()).toBe('PNG');
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const at = file.indexOf('IDAT');
  const raw = inflateSync(file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4)));
  const rows = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_line, x) =>
      raw[y * (width * 3 + 1) + 1 + x * 3] === 0xff ? '#' : '.',
    ).join(''),
  );
  return { width, height, rows, raw };
}

describe('badges', () => {
  it.each(RESULTS)('say %s to readers of every kind', (result) => {
    expect(badge(result)).toContain(`aria-label="build: ${result}"`);
    const { width, height, rows, raw } = read(badgePng(result));
    expect(raw).toHaveLength(height * (width * 3 + 1));
    expect(rows.filter((row) => row.includes('#')).length).toBeGreaterThanOrEqual(7);
    // Every letter is painted: no column gap is wider than that between the two words.
    const columns = Array.from({ length: width - 47 }, (_, x) =>
      rows.some((row) => row[47 + x] === '#') ? '#' : '.',
    ).join('');
    expect(columns.replace(/\.+$/, '')).not.toMatch(/\.{3}/);
  });

  it('are true PNG files', () => {
    const file = Buffer.from(badgePng('passing'));
    // The check sum of an empty IEND chunk is the same in every PNG file.
    expect(file.subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
  });
});
