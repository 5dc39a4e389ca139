import { describe, expect, it } from 'vitest';
import { endStyle, parseLine, textOf } from './ansi.js';
import { DEFAULT_COLOR, PLAIN, rgb, StyleTable, type Style } from './style.js';

function parse(
  raw: string,
  start = 0,
): { text: string; styles: Partial<Style>[]; texts: string[] } {
  const table = new StyleTable();
  const { spans } = parseLine(raw, start, table);
  const changed = (style: Style): Partial<Style> =>
    Object.fromEntries(
      Object.entries(style).filter(([key, value]) => value !== PLAIN[key as keyof Style]),
    );
  return {
    text: textOf(spans),
    texts: spans.map(({ text }) => text),
    styles: spans.map(({ style }) => changed(table.get(style))),
  };
}

describe('parseLine', () => {
  it('leaves plain text as one span', () => {
    expect(parse('hello')).toEqual({ text: 'hello', texts: ['hello'], styles: [{}] });
    expect(parse('').texts).toEqual([]);
  });

  it.each<[string, Partial<Style>]>([
    ['\x1b[31mX', { fg: 1 }],
    ['\x1b[31;1mX', { fg: 1, bold: true }],
    ['\x1b[91mX', { fg: 9 }],
    ['\x1b[44mX', { bg: 4 }],
    ['\x1b[103mX', { bg: 11 }],
    ['\x1b[38;5;208mX', { fg: 208 }],
    ['\x1b[48;5;16mX', { bg: 16 }],
    ['\x1b[38;2;10;20;30mX', { fg: rgb(10, 20, 30) }],
    ['\x1b[38:2::10:20:30mX', { fg: rgb(10, 20, 30) }],
    ['\x1b[38:2:10:20:30mX', { fg: rgb(10, 20, 30) }],
    ['\x1b[38:5:99mX', { fg: 99 }],
    ['\x1b[48;2;1;2;3;1mX', { bg: rgb(1, 2, 3), bold: true }],
    ['\x1b[2;3;4;7;9mX', { dim: true, italic: true, underline: true, inverse: true, strike: true }],
    ['\x1b[4:3mX', { underline: true }],
    ['\x1b[1m\x1b[22mX', {}],
    ['\x1b[31m\x1b[39mX', {}],
    ['\x1b[31m\x1b[mX', {}],
    ['\x1b[31m\x1b[0mX', {}],
    ['\x1b[38mX', {}],
    ['\x1b[999mX', {}],
  ])('reads the style of %j', (raw, style) => {
    expect(parse(raw).styles.at(-1)).toEqual(style);
  });

  it('carries the style into the next line', () => {
    const table = new StyleTable();
    const { end } = parseLine('\x1b[32mgreen', 0, table);
    expect(table.get(end).fg).toBe(2);
    expect(endStyle('\x1b[32mgreen', 0, table)).toBe(end);
    expect(table.get(endStyle('more \x1b[0m', end, table)).fg).toBe(DEFAULT_COLOR);
  });

  it('overwrites after a carriage return, as a terminal does', () => {
    expect(parse('abcdef\rXY').text).toBe('XYcdef');
    expect(parse('10%\r 55%\r100%').text).toBe('100%');
    expect(parse('abc\r\x1b[0Kz').text).toBe('z');
    expect(parse('abc\x1b[2K\rz').text).toBe('z');
    expect(parse('abc\b\bX').text).toBe('aXc');
  });

  it('keeps colours of what it overwrites with', () => {
    const { texts, styles } = parse('aaaa\r\x1b[31mbb\x1b[0m');
    expect(texts).toEqual(['bb', 'aa']);
    expect(styles).toEqual([{ fg: 1 }, {}]);
  });

  it.each([
    ['a title', '\x1b]0;owned\x07text'],
    ['a link', '\x1b]8;;javascript:alert(1)\x1b\\text\x1b]8;;\x1b\\'],
    ['the clipboard', '\x1b]52;c;ZXZpbA==\x07text'],
    ['an unfinished command', 'text\x1b]0;never ends'],
    ['cursor moves', '\x1b[2J\x1b[10;10H\x1b[5Atext\x1b[?25l'],
    ['a device string', '\x1bPq#0;2;0;0;0\x1b\\text'],
    ['other controls', '\x00te\x07xt\x0e\x7f'],
    ['a character set', '\x1b(Btext'],
  ])('makes %s do nothing', (_what, raw) => {
    expect(parse(raw).text).toBe('text');
  });

  it('is quick with hostile lines', () => {
    const started = process.cpuUsage();
    parse('\x1b['.repeat(50_000));
    parse('\x1b]'.repeat(50_000));
    parse(`\x1b[${'1;'.repeat(50_000)}m`);
    // Of the processor, not of the clock: the machine may be busy.
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2000);
  });
});
