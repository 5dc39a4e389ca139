import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JobPrinter } from './job-printer.js';
import { LogLines } from './log-lines.js';
import { createScreen } from './screen.js';

const fold = (name: string, ...lines: readonly string[]): string =>
  `travis_fold:start:${name}\r\u001b[0K${lines.map((line) => `${line}\r\n`).join('')}travis_fold:end:${name}\r\u001b[0K`;

function print(
  log: string,
  options: { readonly folded?: boolean; readonly color?: boolean; readonly passed?: boolean } = {},
): readonly string[] {
  let text = '';
  const screen = createScreen({
    write: (words) => void (text += words),
    isTerminal: false,
    width: () => 80,
  });
  const printer = new JobPrinter({ screen, prefix: '', folded: true, color: false, ...options });
  // Byte by byte: nothing depends on how it comes in.
  for (const byte of Buffer.from(log)) printer.write(Uint8Array.of(byte));
  printer.end(options.passed === false);
  return text
    .replace(/\d+\.\d s/g, 'N s')
    .split('\n')
    .slice(0, -1);
}

describe('a job’s log', () => {
  it('closes folds to a line, and leaves out marks', () => {
    const time = 'travis_time:start:0a\r\u001b[0K';
    const log = `${fold('install', `${time}$ npm ci`, 'added 3')}${time}$ npm test\r\nok\r\n`;
    expect(print(log)).toEqual(['▸ install  2 lines, N s', '$ npm test', 'ok']);
    expect(print(log, { folded: false })).toEqual(['$ npm ci', 'added 3', '$ npm test', 'ok']);
  });

  it('shows lines whole that only mention marks', () => {
    const mention = fc.constantFrom(
      'travis_fold:start:',
      'travis_fold:end:x',
      'travis_time:start:0a',
      'travis_fold:start:$f"',
    );
    const line = fc
      .tuple(mention, fc.stringMatching(/^[!-~]{0,9}$/))
      .map((words) => `$ echo ${words.join('')}`);
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, feed) => {
          expect(print(lines.map((text) => text + feed).join(''))).toEqual(lines);
        },
      ),
    );
    expect(print('travis_fold:start:a\rone\r\ntravis_fold:end:a\r')).toEqual(['▸ a  1 lines, N s']);
  });

  it('reads a line of any length that comes in any pieces', () => {
    const log = new LogLines(false);
    const chunk = Buffer.alloc(65_536, 'x');
    for (let at = 0; at < 1000; at += 1) expect(log.read(chunk)).toEqual([]);
    const [line] = log.read(Buffer.from('\n'));
    expect(line?.kind === 'line' && line.text.length).toBe(65_536_000);
  });

  it('opens the fold in which a command failed', () => {
    const failed = 'The command "npm ci" failed and exited with 1 during install.\r\n';
    const expected = ['▸ install  1 lines, N s', 'no such package', failed.trimEnd()];
    expect(print(fold('install', 'no such package') + failed)).toEqual(expected);
    expect(print(fold('x', 'a') + fold('install', 'no such package') + failed)).toEqual([
      '▸ x  1 lines, N s',
      ...expected,
    ]);
    expect(print(fold('x', 'a') + 'The command "y" exited with 0.\r\n')).toHaveLength(2);
  });

  it('opens the fold in which a job ended', () => {
    const log = 'travis_fold:start:git.checkout\r\u001b[0Kfatal: not there\r\n';
    expect(print(log, { passed: false })).toContain('fatal: not there');
    expect(print(log)).not.toContain('fatal: not there');
  });

  it('shows the end of what was written over, and nothing that moves the terminal', () => {
    expect(print('10 %\r100 %\r\n')).toEqual(['100 %']);
    expect(print('a\u001b[2J\u001b]0;title\u0007b\u0008\u001b[31mred\u001b[0m\r\n')).toEqual([
      'abred',
    ]);
    const colored = print('a\u001b[2J\u001b[31mred\u001b[0m\r\n', { color: true });
    expect(colored).toEqual(['a\u001b[31mred\u001b[0m']);
  });

  it('keeps characters that come in pieces, and a last line without an end', () => {
    expect(print('größe ✓')).toEqual(['größe ✓']);
  });
});
