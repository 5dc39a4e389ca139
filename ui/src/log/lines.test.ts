import { describe, expect, it } from 'vitest';
import { LogLines } from './lines.js';
import { SHOWN_CHARS } from './long-line.js';

const CLEAR = '\r\x1b[0K';
const fold = (name: string, body: string): string =>
  `travis_fold:start:${name}${CLEAR}${body}travis_fold:end:${name}${CLEAR}`;
const timed = (id: string, ms: number, body: string): string =>
  `travis_time:start:${id}${CLEAR}${body}travis_time:end:${id}:start=1000000000,finish=${1_000_000_000 + ms * 1e6},duration=${ms * 1e6},event=script${CLEAR}`;

function logOf(text: string, chunk = text.length): LogLines {
  const log = new LogLines();
  for (let at = 0; at < text.length; at += chunk) log.append(text.slice(at, at + chunk));
  log.seal();
  return log;
}
const texts = (log: LogLines): string[] =>
  Array.from({ length: log.length }, (_none, line) => log.text(line));

describe('LogLines', () => {
  it('splits at line feeds and drops the return before them', () => {
    expect(texts(logOf('one\r\ntwo\nthree'))).toEqual(['one', 'two', 'three']);
  });

  it('shows the unfinished line, and finishes it later', () => {
    const log = new LogLines();
    log.append('one\ntw');
    expect([log.length, log.finished, log.text(1)]).toEqual([2, 1, 'tw']);
    log.append('o\n');
    expect([log.length, log.finished, log.text(1)]).toEqual([2, 2, 'two']);
  });

  const whole =
    fold('git.checkout', timed('aa', 1500, '$ git clone\r\n\x1b[33mdone\r\n')) +
    'plain\r\n' +
    fold('install', '$ npm ci\r\nadded 3\r\n') +
    timed('bb', 20, '$ npm test\r\nok\r\n') +
    '\x1b[32;1mDone.\x1b[0m\r\n';

  it.each([1, 7, 64, 10_000])('reads the same in pieces of %d characters', (chunk) => {
    const log = logOf(whole, chunk);
    expect(texts(log).filter((text) => text !== '')).toEqual([
      '$ git clone',
      'done',
      'plain',
      '$ npm ci',
      'added 3',
      '$ npm test',
      'ok',
      'Done.',
    ]);
    expect(log.folds.all().map(({ name, start, end }) => [name, start, end])).toEqual([
      ['git.checkout', 0, 1],
      ['install', 3, 4],
    ]);
    expect(log.folds.timing(0)?.durationMs).toBe(1500);
    expect(log.folds.timing(5)?.durationMs).toBe(20);
    expect(log.styles.get(log.spans(2)[0]?.style ?? 0).fg).toBe(3);
  });

  it('leaves a fold open that nothing closed', () => {
    const log = logOf(`travis_fold:start:install${CLEAR}$ npm ci\r\nboom\r\n`);
    expect(log.folds.at(0)).toMatchObject({ name: 'install', end: -1 });
    expect(log.folds.around(1)).toEqual([]);
  });

  it('closes what was opened within, and ignores an end without a start', () => {
    const log = logOf(
      `travis_fold:end:nothing${CLEAR}a\ntravis_fold:start:outer${CLEAR}b\ntravis_fold:start:inner${CLEAR}c\nd\ntravis_fold:end:outer${CLEAR}e\n`,
    );
    expect(log.folds.all().map(({ name, end }) => [name, end])).toEqual([
      ['outer', 3],
      ['inner', 3],
    ]);
  });

  it('hides lines of which only markers are left', () => {
    const log = logOf(`a\ntravis_fold:end:x${CLEAR}\r\nb\n`);
    expect(log.hidden).toEqual([1]);
  });

  it('gives no duration to the line after a command that printed nothing', () => {
    const log = logOf(timed('aa', 0, '') + timed('bb', 5000, '') + 'next\n');
    expect(log.folds.timing(0)).toBeUndefined();
  });

  it('does not keep what a progress bar has overwritten', () => {
    const log = new LogLines();
    for (let at = 0; at < 20_000; at += 1) log.append(`\rprogress ${at} of 20000`);
    expect(log.text(0)).toBe('progress 19999 of 20000');
    log.append('\nnext\n');
    expect(texts(log)).toEqual(['progress 19999 of 20000', 'next']);
  });

  it('cuts a very long line and says so', () => {
    const log = logOf(`${'x'.repeat(SHOWN_CHARS + 5)}\n`);
    expect(
      log
        .spans(0)
        .map(({ text }) => text)
        .join(''),
    ).toContain('5 more characters');
  });

  it('takes a million lines in a few seconds', () => {
    const started = process.cpuUsage();
    const log = new LogLines();
    const piece = Array.from(
      { length: 1000 },
      (_n, at) => `\x1b[36m${at}\x1b[0m some text of a usual length, more or less\r\n`,
    ).join('');
    for (let at = 0; at < 1000; at += 1) log.append(piece);
    expect(log.length).toBe(1_000_000);
    expect(log.text(999_999)).toBe('999 some text of a usual length, more or less');
    // Of the processor, not of the clock: the machine may be busy.
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(15_000);
  });
});
