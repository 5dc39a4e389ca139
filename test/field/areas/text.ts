import { proof } from '../../support/proofs.js';
import { entry, type FieldEntry } from '../entry.js';

export const text: readonly FieldEntry[] = [
  entry(
    'T1 P4',
    'characters beyond U+FFFF, control characters and halves of characters, destroyed or run on the way into a shell',
    [
      proof('sdk/src/shell/quote.test.ts', 'carries any Unicode text, in the locale %s (property)'),
      proof(
        'core/src/log/text.test.ts',
        'never leaves half of a character, nor more than was asked for (property)',
      ),
    ],
  ),
  entry(
    'P2',
    'a secret printed in a form that the masker did not know, because the shell had made it of its source',
    [
      proof(
        'test/integration/told-secrets.test.ts',
        'masks what bash made of any expression (property)',
      ),
      proof(
        'sdk/src/masking/shell-forms.test.ts',
        'masks how bash prints a value for reading it again, in %s (property)',
      ),
      proof('sdk/src/shell/read-word.test.ts', 'reads constant words as bash does (property)'),
      proof(
        'plugins/worker/src/log/told-secrets.test.ts',
        'takes out what is told and passes on all else, however the output is cut (property)',
      ),
    ],
  ),
  entry(
    'P3',
    'trivial lines of a secret masked for the length of their form, not the weight of what they say',
    [
      proof('sdk/src/masking/weight.test.ts', 'of %s that stand in every log are not masked'),
      proof('sdk/src/masking/weight.test.ts', 'of %s that say something are masked, alone as well'),
      proof(
        'sdk/src/masking/weight.test.ts',
        'are masked by weight, not by the length of their encoded form',
      ),
    ],
  ),
  entry('Low11', 'a colour or another escape sequence inside a secret hides it from the masker', [
    proof(
      'sdk/src/masking/masker.test.ts',
      'masks a secret with escape sequences in it, however the stream is cut (property)',
    ),
    proof(
      'sdk/src/masking/masker.test.ts',
      'masks exactly what stands in the bytes or in what is shown of them (property)',
    ),
  ]),
  entry('T7', 'values of settings read as shell source, split, refused or run', [
    proof(
      'plugins/build/src/compile.test.ts',
      'that are text arrive exactly, whatever stands in them',
    ),
    proof(
      'plugins/build/src/compile.test.ts',
      'that are shell source are read by the shell, as in payloads of Travis',
    ),
    proof(
      'sdk/src/shell/env-line.test.ts',
      'is true of what arrives whole, and of nothing that bash splits or refuses (property)',
    ),
    proof(
      'plugins/travis-yml/src/hints/hints.test.ts',
      'name the line of a value that the shell splits',
    ),
    proof('ui/src/components/env-vars/env-vars.test.ts', 'takes a value of several lines as it is'),
  ]),
  entry(
    'T8 P5',
    'data of a pusher or of the settings too long for one variable keeps every program of the job from starting',
    [
      proof(
        'plugins/build/src/compile.test.ts',
        'never keep a program from starting, however long they are',
      ),
      proof(
        'plugins/build/src/compile.test.ts',
        'that expansions make longer than programs can be given are kept to the script, and that is said',
      ),
      proof(
        'plugins/build/src/compile.test.ts',
        'that a script makes too long are named at the command that cannot start, and the next one starts',
      ),
      proof(
        'plugins/api/src/resources/settings.test.ts',
        'refuses variables that no program could be given, alone and together, names included',
      ),
      proof(
        'core/src/log/text.test.ts',
        'counts what a program is given, and keeps characters whole (property)',
      ),
    ],
  ),
  entry('GA', 'credentials in arguments, printed by progress lines, errors and logs', [
    proof('core/src/cli/no-credentials.test.ts', 'print it nowhere, whatever goes wrong'),
    proof(
      'test/integration/no-credentials.test.ts',
      'prints no password where it cannot start: %s %s %s',
    ),
    proof(
      'test/integration/no-credentials.test.ts',
      'prints no password of %s while it runs and ends',
    ),
    proof(
      'core/src/log/create-logger.test.ts',
      'hides secrets wherever in a line they stand (property)',
    ),
    proof(
      'core/src/log/text.test.ts',
      'hides what addresses, options and headers carry, wherever in a line they stand (property)',
    ),
  ]),
  entry('Low15', 'addresses and facts in variables that are not true', [
    proof(
      'plugins/build/src/compile.test.ts',
      'say where the pages really are, and whether there is sudo',
    ),
  ]),
];
