import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { singleQuote } from '../shell/quote.js';
import { maskText } from './masker.js';
import { secretPatterns } from './secret-patterns.js';

const letters = fc.stringMatching(/^[A-Za-z0-9]{6,10}$/);
const signs = fc.constantFrom(
  "'",
  '"',
  '\\',
  '$',
  '`',
  ' ',
  '!',
  '\t',
  '&',
  'é',
  '🍌',
  '^',
  '~',
  '#',
  '%',
  '=',
);

it.each(['C', 'C.UTF-8'])(
  'masks how bash prints a value for reading it again, in %s (property)',
  (locale) => {
    const value = fc
      .tuple(letters, fc.array(fc.oneof(signs, letters), { minLength: 1, maxLength: 6 }), letters)
      .map(([first, inner, last]) => [first, ...inner, last].join(''));
    fc.assert(
      fc.property(fc.array(value, { minLength: 8, maxLength: 16 }), (values) => {
        const lines = values.map(
          (text) =>
            `v=${singleQuote(text)}; printf '%s\\n' "$v" "\${v@Q}"; printf '%q\\n' "$v"; declare -p v; ` +
            `export w="$v"; export -p | grep ' w='; set | grep '^v='; set -x; : "$v" "--x=$v"; set +x; echo $v`,
        );
        const printed = execFileSync('bash', ['-c', `exec 2>&1; ${lines.join('\n')}`], {
          encoding: 'utf8',
          env: { PATH: process.env['PATH'], LC_ALL: locale },
        });
        const masked = maskText(secretPatterns(values), printed);
        // The middle of a value is hidden by nothing but the mask; its ends are unquoted in every form.
        for (const text of values) {
          expect(masked).not.toContain(text.slice(0, 6));
          expect(masked).not.toContain(text.slice(-6));
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  },
);
