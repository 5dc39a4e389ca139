import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BuildNotice } from '@turnpike/core/contracts';
import { buildNotice } from '../testing/index.js';
import { inWords } from './in-words.js';
import { noticeLines } from './notice-text.js';
import { noticeVariables } from './variables.js';

const usual = buildNotice();
const notice: BuildNotice = {
  ...usual,
  build: { ...usual.build, number: 7, state: 'failed', durationMs: 123_000 },
  commit: { ...usual.commit, branch: 'main', message: 'Mend it\n\nFor good' },
  elapsedMs: 61_000,
  sentence: 'The build was broken.',
};
const say = (template: unknown, otherwise: readonly string[] = ['otherwise']) =>
  noticeLines(notice, { template, otherwise });

describe('lines of a notice', () => {
  it('have values where their names stand', () => {
    expect(say('%{repository_slug}#%{build_number} %{result} in %{duration}')).toEqual([
      `${notice.repository.slug}#7 failed in 2 min 3 sec`,
    ]);
    expect(say(['%{message}', '%{commit_subject} (%{elapsed_time})'])).toEqual([
      'The build was broken.',
      'Mend it (1 min 1 sec)',
    ]);
  });

  it.each([[undefined], [null], [[]], [7], [{ a: 1 }]])('are the usual ones for %j', (template) => {
    expect(say(template, ['%{branch}'])).toEqual(['main']);
  });

  it('have nothing for a name that there is not, nor for one of every object', () => {
    expect(say('a%{nothing}b%{constructor}c%{__proto__}d')).toEqual(['abcd']);
  });

  it('are escaped in the values and nowhere else', () => {
    const escape = (value: string) => `<${value}>`;
    expect(noticeLines(notice, { template: '<%{branch}>', otherwise: [], escape })).toEqual([
      '<<main>>',
    ]);
  });

  it('expand no value a second time (property)', () => {
    fc.assert(
      fc.property(fc.string(), (message) => {
        const said = { ...notice, commit: { ...notice.commit, message } };
        expect(noticeLines(said, { template: '%{commit_message}', otherwise: [] })).toEqual([
          message,
        ]);
        const inner = { ...said, commit: { ...said.commit, message: `%{branch}${message}` } };
        expect(noticeLines(inner, { template: '%{commit_message}', otherwise: [] })).toEqual([
          `%{branch}${message}`,
        ]);
      }),
    );
  });

  it('know all nineteen names, each a text, also for a build that has next to nothing', () => {
    const bare: BuildNotice = {
      ...notice,
      build: { ...notice.build, pullRequest: null, tag: null, durationMs: null },
      commit: { ...notice.commit, authorName: null, compareUrl: null },
      elapsedMs: null,
    };
    for (const values of [noticeVariables(notice), noticeVariables(bare)]) {
      expect(Object.keys(values)).toHaveLength(19);
      for (const value of Object.values(values)) expect(typeof value).toBe('string');
    }
  });
});

it.each([
  [null, ''],
  [0, '0 sec'],
  [999, '0 sec'],
  [59_999, '59 sec'],
  [60_000, '1 min'],
  [3_600_000, '1 hr'],
  [3_723_000, '1 hr 2 min 3 sec'],
  [90_000_000, '25 hr'],
  [-5, '0 sec'],
])('%j ms are `%s`', (ms, words) => {
  expect(inWords(ms)).toBe(words);
});
