import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endMark, readRecord } from './end-mark.js';

const MARK = 'm4rk';
const record = { mark: MARK, code: 3, seconds: 1, oomKills: 0, stopped: '' };
const END = `\u001eturnpike-end ${MARK} ${JSON.stringify(record)}\n`;

function read(text: string, cuts: readonly number[]) {
  const bytes = Buffer.from(text, 'latin1');
  const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.byteLength];
  const scanner = endMark(MARK);
  const parts = places.slice(1).map((to, at) => scanner.push(bytes.subarray(places[at], to)));
  return { log: Buffer.concat(parts).toString('latin1'), scanner };
}

describe('the end mark', () => {
  it('is found and taken out, and nothing else is, however the log is cut (property)', () => {
    const bytes = fc.array(
      fc.constantFrom(
        'a',
        '\n',
        '\u001e',
        '\u001eturnpike-end ',
        `\u001eturnpike-end ${MARK} {}\n`,
      ),
    );
    fc.assert(
      fc.property(bytes, fc.array(fc.nat(400)), (pieces, cuts) => {
        const text = pieces.join('');
        const { log, scanner } = read(`${text}${END}said too late`, cuts);
        expect(log).toBe(text);
        expect(scanner.record).toEqual(record);
      }),
    );
  });

  it('is not there before its line is whole: what could be it is held back', () => {
    const { log, scanner } = read(`log${END.slice(0, -1)}`, []);
    expect(log).toBe('log');
    expect(scanner.record).toBeUndefined();
    expect(Buffer.from(scanner.rest()).toString()).toBe(END.slice(0, -1));
  });

  it.each([
    ['', 'nothing'],
    ['{"mark":"m4rk"}', 'no code'],
    ['{"mark":"other","code":0}', 'that of another run'],
    ['{"mark":"m4rk","code":"0"}', 'a code that is a text'],
    ['{"mark":"m4rk","code":0', 'half of one'],
  ])('no record is `%s`: %s', (text) => {
    expect(readRecord(text, MARK)).toBeUndefined();
  });
});
