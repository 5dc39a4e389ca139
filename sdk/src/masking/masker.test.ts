import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMasker, maskBytes, maskText } from './masker.js';
import { sequencesIn } from './escape-sequences.js';
import { formsOf } from './encodings.js';
import { viewOf } from './plain-view.js';
import { secretPatterns } from './secret-patterns.js';

const run = (secrets: readonly string[], text: string): string =>
  maskText(secretPatterns(secrets), text);
const b64 = (text: string): string => Buffer.from(text).toString('base64');

describe('maskText', () => {
  it.each([
    ['as written', ['s3cret'], 'a s3cret b s3cret', 'a [secure] b [secure]'],
    ['from three bytes on', ['abc', 'xy'], 'abc xy', '[secure] xy'],
    ['the longest of several', ['pass', 'password1'], 'password1 pass', '[secure] [secure]'],
    ['overlapping ones as one', ['abcd', 'cdef'], '-abcdef-', '-[secure]-'],
    ['a repeated one as one', ['abab'], '-ababab-', '-[secure]-'],
    [
      'line by line',
      ['line one\nline two'],
      'line one\r\nline two\r\n',
      '[secure]\r\n[secure]\r\n',
    ],
    [
      'URL-encoded',
      ['a b/c&d'],
      'x=a%20b%2Fc%26d y=a%20b%2fc%26d z=a+b%2Fc%26d',
      'x=[secure] y=[secure] z=[secure]',
    ],
    [
      'of several bytes a character',
      ['schlüssel€'],
      '-schlüssel€-schl%C3%BCssel%E2%82%AC-',
      '-[secure]-[secure]-',
    ],
  ])('masks %s', (_what, secrets, text, masked) => {
    expect(run(secrets, text)).toBe(masked);
  });

  it('leaves all else alone, empty values included', () => {
    expect(run([], 'all of it')).toBe('all of it');
    expect(run(['', 'zz'], 'all of it zz')).toBe('all of it zz');
  });

  it.each([0, 1, 2])('masks base64 with %i bytes before the value', (before) => {
    const secret = 'hunter2-hunter2';
    for (const after of ['', '\n', 'xy', 'xyz']) {
      const masked = run([secret], b64(`${'u'.repeat(before)}${secret}${after}`));
      expect(masked).toContain('[secure]');
      // What is left of it depends on at most two characters at either side.
      expect(masked.replace('[secure]', '').length).toBeLessThanOrEqual(10);
    }
  });

  it('masks the URL alphabet of base64', () => {
    const secret = '\u00ff\u00fe>?>?ÿÿ';
    const url = Buffer.from(secret).toString('base64url');
    expect(run([secret], `(${url})`)).toBe('([secure])');
  });
});

describe('createMasker', () => {
  it('masks across chunk borders', () => {
    const masker = createMasker(secretPatterns(['s3cret']));
    const out = [...'x s3', 'cre', 't y'].map((part) => masker.push(Buffer.from(part)));
    out.push(masker.end());
    expect(Buffer.concat(out).toString()).toBe('x [secure] y');
  });

  it('holds back only what may begin a secret, and releases it at the end', () => {
    const masker = createMasker(secretPatterns(['s3cret']));
    expect(Buffer.from(masker.push(Buffer.from('prompt> '))).toString()).toBe('prompt> ');
    expect(Buffer.from(masker.push(Buffer.from('ok s3c'))).toString()).toBe('ok ');
    expect(masker.held).toBe(3);
    expect(Buffer.from(masker.push(Buffer.from('X'))).toString()).toBe('s3cX');
    expect(Buffer.from(masker.push(Buffer.from('s3'))).toString()).toBe('');
    expect(Buffer.from(masker.end()).toString()).toBe('s3');
  });

  it('passes on a chunk without copying where nothing is to be masked', () => {
    const chunk = Buffer.from('nothing in it');
    expect(createMasker(secretPatterns(['s3cret'])).push(chunk).buffer).toBe(chunk.buffer);
  });

  it('remembers what was masked of bytes that it still holds back', () => {
    const masker = createMasker(secretPatterns(['cbc']));
    const out = ['-cbc', 'b', '-'].map((part) => masker.push(Buffer.from(part)));
    expect(Buffer.concat([...out, masker.end()]).toString()).toBe('-[secure]b-');
  });

  it('masks from now on what it is given later, in what it holds back as well', () => {
    const masker = createMasker(secretPatterns(['s3cret']));
    const out = [masker.push(Buffer.from('other s3c'))];
    masker.use(secretPatterns(['s3cret', 's3cond', 'other']));
    out.push(masker.push(Buffer.from('ond s3cret other')), masker.end());
    expect(Buffer.concat(out).toString()).toBe('other [secure] [secure] [secure]');
  });

  const sequence = fc.constantFrom(
    '\x1b[0m',
    '\x1b[1;38;5;200m',
    '\x1b[K',
    '\x1b]0;title\x07',
    '\x1b]8;;http://x\x1b\\',
    '\x1b(B',
    '\x1b7',
    '\x1b[?25h',
  );

  it('masks a secret with escape sequences in it, however the stream is cut (property)', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zA-Z0-9]{6,12}$/),
        fc.array(fc.array(sequence, { maxLength: 2 }), { minLength: 13, maxLength: 13 }),
        fc.array(fc.nat(120), { maxLength: 8 }),
        (secret, sequences, at) => {
          const inside = [...secret]
            .map((sign, i) => sign + (sequences[i] ?? []).join(''))
            .join('');
          const bytes = Buffer.from(`<${sequences[12]?.join('')}${inside}>`);
          const masker = createMasker(secretPatterns([secret]));
          const places = [
            0,
            ...at.map((n) => Math.min(n, bytes.length)).sort((a, b) => a - b),
            bytes.length,
          ];
          const out = places.slice(1).map((to, i) => masker.push(bytes.subarray(places[i], to)));
          const text = Buffer.concat([...out, masker.end()]).toString();
          expect(text).toContain('[secure]');
          // eslint-disable-next-line no-control-regex -- sequences are what it is about
          expect(
            text.replace(/\x1b(?:\[[^a-zA-Z]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|\(B|7)/g, ''),
          ).toBe('<[secure]>');
        },
      ),
      { numRuns: 1_000 },
    );
  });

  const letters = fc.oneof(
    fc.stringMatching(/^[abc=\n]{0,9}$/),
    fc.constantFrom('\x1b', '\x1b[', '\x1b[ab', '\x1b]c\x07', '[a'),
  );
  const cuts = fc.array(fc.nat(40), { maxLength: 12 });

  it('gives the same result however the stream is cut (property)', () => {
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 5 }),
        fc.array(letters),
        cuts,
        (secrets, parts, at) => {
          const patterns = secretPatterns(secrets);
          const bytes = Buffer.from(parts.join(''));
          const masker = createMasker(patterns);
          const places = [
            0,
            ...at.map((n) => Math.min(n, bytes.length)).sort((a, b) => a - b),
            bytes.length,
          ];
          const out = places.slice(1).map((to, i) => masker.push(bytes.subarray(places[i], to)));
          out.push(masker.end());
          expect(Buffer.concat(out).toString()).toBe(
            Buffer.from(maskBytes(patterns, bytes)).toString(),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });

  /** All forms at all places, of the bytes as they are and as they are shown: slow, without any table. */
  function masksOf(secrets: readonly string[], bytes: Buffer): Set<number> {
    const view = viewOf(bytes, sequencesIn(bytes, true).runs, { from: 0, to: bytes.length });
    const masked = new Set<number>();
    for (const form of secrets.flatMap(formsOf)) {
      const places = (text: Buffer): number[] =>
        [...text.keys()].filter((at) => text.subarray(at, at + form.length).equals(form));
      const mark = (from: number, to: number): void => {
        for (let at = from; at < to; at += 1) masked.add(at);
      };
      for (const at of places(bytes)) mark(at, at + form.length);
      for (const at of places(view.plain))
        mark(view.original(at), view.original(at + form.length - 1) + 1);
    }
    return masked;
  }

  it('masks exactly what stands in the bytes or in what is shown of them (property)', () => {
    const long = fc.stringMatching(/^[abc ]{4,14}$/);
    const pieces = fc.oneof(letters, sequence, long, fc.constantFrom('a', 'b', '\x1b', '\n'));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(letters, long), { maxLength: 4 }),
        fc.array(pieces, { maxLength: 40 }),
        (secrets, parts) => {
          const bytes = Buffer.from(parts.join(''));
          const masked = masksOf(secrets, bytes);
          const expected = [...bytes.toString('latin1')].map((sign, at) =>
            masked.has(at) ? (masked.has(at - 1) ? '' : '[secure]') : sign,
          );
          expect(Buffer.from(maskBytes(secretPatterns(secrets), bytes)).toString('latin1')).toBe(
            expected.join(''),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('looks for sequences of the end in as many bytes as they take', () => {
    const masker = createMasker(secretPatterns(['s3cret-value']));
    const colours = '\x1b[38;5;200m'.repeat(400);
    const out = [`x s3cret${colours}-va`, 'lue y'].map((part) => masker.push(Buffer.from(part)));
    out.push(masker.end());
    expect(Buffer.concat(out).toString()).toBe('x [secure] y');
  });

  it('lets no secret through in any form (property)', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 12 }).filter((text) => {
      const plain = !/[\r\n[\]]/.test(text) && !'[secure]'.includes(text);
      return plain && Buffer.byteLength(text) >= 3;
    });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 4 }),
        fc.array(fc.string()),
        (secrets, noise) => {
          const forms = secrets.flatMap((secret) => [
            secret,
            encodeURIComponent(secret),
            b64(secret),
          ]);
          const text = forms.flatMap((form, i) => [noise[i] ?? '|', form]).join('');
          // Surviving means: it stands between masks, in what was not masked.
          const left = run(secrets, text).split('[secure]');
          for (const secret of [...secrets, ...secrets.map(encodeURIComponent)]) {
            expect(left.filter((part) => part.includes(secret))).toEqual([]);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('speed', () => {
  it('is hardly less where each line has colours', () => {
    const patterns = secretPatterns(['hunter2 with space', 'LqwlPa)O&^?Wrf_c!3']);
    const costOf = (line: string): number => {
      const chunk = Buffer.from(line.repeat(65_536 / line.length));
      const masker = createMasker(patterns);
      const rounds = Array.from({ length: 7 }, () => {
        const before = process.cpuUsage();
        for (let i = 0; i < 100; i += 1) masker.push(chunk);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / chunk.length;
      });
      return Math.min(...rounds);
    };
    const text = ' 2026-01-01 12:00:00 step 17 of 400: compiled src/module/file.ts\r\n';
    const plain = costOf(`okokokok${text}`);
    // Byte by byte it was twelve times as much.
    expect(costOf(`\x1b[32mok\x1b[0m${text}`) / plain).toBeLessThan(7);
  });

  it('is far above what a terminal can deliver, with 50 secrets', () => {
    const secrets = Array.from(
      { length: 50 },
      (_, i) => `${i}-${b64(`value of secret ${i * 7919}`)}`,
    );
    const chunk = Buffer.from(
      '2026-01-01 step 17 of 400: compiled src/module/file.ts in 12 ms\r\n'.repeat(1000),
    );
    const masker = createMasker(secretPatterns(secrets));
    const rates = Array.from({ length: 5 }, () => {
      // Processor time: how busy the machine is otherwise does not count.
      const begin = process.cpuUsage();
      for (let i = 0; i < 150; i++) masker.push(chunk);
      const { user, system } = process.cpuUsage(begin);
      return (chunk.length * 150) / (user + system);
    });
    // MB/s; the bench has the exact figure, this catches a change of order on any machine.
    expect(Math.max(...rates)).toBeGreaterThan(200);
  });
});
