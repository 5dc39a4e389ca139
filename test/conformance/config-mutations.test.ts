/**
 * Recorded real files with what cannot change their meaning: comments at any column, empty lines,
 * other line ends. They must give exactly the recorded answer, but for the lines. And real files with
 * lines inserted, deleted, doubled and indented anew: never a crash, in bounded time.
 * `CONFIG_FUZZ` says how many inputs there are in all.
 */
import { createConfigJsonl } from '@turnpike/plugin-travis-yml';
import { installedKeys } from '@turnpike/sdk/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasData,
  readCases,
  realworldFiles,
  same,
  sameMessages,
  type Case,
} from './config/data.js';

const numRuns = Math.ceil(Number(process.env['CONFIG_FUZZ'] ?? 400) / 2);
const configJsonl = createConfigJsonl(await installedKeys());

/** Key, dashes and a text without marks; each line by itself, so that it costs little. */
const isPlainLine = (line: string): boolean => !/["'|>[{&*!%@`\t\\]/.test(line);

const cases = hasData
  ? realworldFiles()
      .flatMap(readCases)
      .filter(({ name, input, expected }) => {
        // A comment within quotes, brackets, texts of several lines or blocks is text there.
        const isPlain = String(input).split('\n').every(isPlainLine);
        // The reference lost such characters.
        const isAscii = /^[\x20-\x7e\n]*$/.test(String(input));
        return isPlain && isAscii && !expected.error && !String(name).includes('#');
      })
  : [];

const comments = ['', '   ', '#x', '##', '# x: y', '#- a', '      # deep', '  #!', '#: b', '#'];

/** Where the next line goes on with a text, nothing can stand in between. */
function isContinued(line: string | undefined, next: string | undefined): boolean {
  const isText = line !== undefined && !/(?::|-|^)\s*$/.test(line) && line.trim() !== '';
  return isText && next !== undefined && !/^\s*(?:- |-$|[\w.-]+:(?:\s|$)|#|$)/.test(next);
}

function withComments(text: string, places: readonly (readonly [number, string])[]): string {
  const lines = text.split('\n');
  for (const [place, comment] of places) {
    // The indentation of the first line is taken off all others: nothing may come before it.
    const first = lines.findIndex((line) => line.trim() !== '') + 1;
    const at = first + (place % (lines.length + 1 - first));
    if (!isContinued(lines[at - 1], lines[at])) lines.splice(at, 0, comment);
  }
  return lines.join('\n');
}

const lineless = (messages: Case[] = []): Case[] =>
  messages.map(({ line: _line, ...message }) => message as Case);

const place = fc.tuple(fc.nat(1_000), fc.constantFrom(...comments));

describe('mutated real files', { timeout: 600_000 }, () => {
  it.skipIf(!hasData)(
    'keep their meaning whatever comments and line ends stand in them',
    async () => {
      expect(cases.length).toBeGreaterThan(100);
      const given = fc.record({
        one: fc.constantFrom(...cases),
        places: fc.array(place, { maxLength: 6 }),
        end: fc.constantFrom('\n', '\n', '\r\n', '\r'),
      });
      await fc.assert(
        fc.asyncProperty(given, async ({ one, places, end }) => {
          const input = withComments(String(one['input']), places).replaceAll('\n', end);
          const { expected, opts } = one as Case;
          const got = JSON.parse(await configJsonl(JSON.stringify({ input, opts }))) as Case;
          expect(got['error']).toBeUndefined();
          expect(same(got['config'], expected.config)).toBe(true);
          expect(sameMessages(lineless(got['messages']), lineless(expected.messages))).toBe(true);
        }),
        { numRuns },
      );
    },
  );

  const edits = fc.record({
    at: fc.nat(1_000),
    kind: fc.constantFrom('insert', 'delete', 'double', 'deeper', 'shallower', 'append'),
    text: fc.constantFrom(
      ...comments,
      '\uFEFF',
      '- |#!/bin/sh',
      '>-#x',
      '&a',
      '<<: *a',
      '"',
      '\t- x',
      '|2-',
      '...',
      '---',
    ),
  });

  function edit(
    lines: string[],
    { at, kind, text }: { at: number; kind: string; text: string },
  ): void {
    const index = at % lines.length;
    const line = lines[index] ?? '';
    if (kind === 'insert') lines.splice(index, 0, text);
    else if (kind === 'delete' && lines.length > 1) lines.splice(index, 1);
    else if (kind === 'double') lines.splice(index, 0, line);
    else if (kind === 'deeper') lines[index] = ` ${line}`;
    else if (kind === 'shallower') lines[index] = line.replace(/^ {1,2}/, '');
    else lines[index] = `${line}${text}`;
  }

  it.skipIf(!hasData)('are read or refused with a place, in bounded time', async () => {
    const given = fc.record({
      one: fc.constantFrom(...realworldFiles().flatMap(readCases)),
      all: fc.array(edits, { minLength: 1, maxLength: 5 }),
      end: fc.constantFrom('\n', '\r\n', '\r'),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ one, all, end }) => {
        const lines = String(one['input']).split('\n');
        for (const one of all) edit(lines, one);
        const started = performance.now();
        const line = JSON.stringify({ input: lines.join(end) });
        const got = JSON.parse(await configJsonl(line)) as Case;
        // Only a hang takes that long, however busy the machine is.
        expect(performance.now() - started).toBeLessThan(10_000);
        if (!got['error']) expect(got['config']).toBeTypeOf('object');
        else
          expect(got['error'].class).toMatch(
            /^(?:ParseError|InvalidConfigFormat|DisallowedClass|LimitExceeded)$/,
          );
      }),
      { numRuns },
    );
  });
});
