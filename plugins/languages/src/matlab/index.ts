import { defineLanguage, versionOf } from '@turnpike/sdk';
import { echoText, shellEscape } from '@turnpike/sdk/shell';
import { imageFor } from '../shared/toolchain.js';
import { keys } from './keys.js';

/** MATLAB, by the installation on the machine or MathWorks' own image; it is licensed software. */
export const matlab = defineLanguage({
  id: 'matlab',
  summary: 'MATLAB with its unit test framework.',
  yml: keys,
  matrix: ['matlab'],
  defaults: { matlab: 'latest' },
  export: (sh, ctx) =>
    sh.export('TRAVIS_MATLAB_VERSION', shellEscape(versionOf(ctx, 'matlab')), { echo: false }),
  setup: (sh, ctx) => {
    const release = shellEscape(versionOf(ctx, 'matlab'));
    const chain = sh.if(`-d /usr/local/MATLAB/${release}/bin`, () =>
      sh.export('PATH', `/usr/local/MATLAB/${release}/bin:$PATH`, { echo: true }),
    );
    if (ctx.given['matlab'] === undefined) return;
    const there = '$(readlink -f "$(command -v matlab)")';
    const isWord = versionOf(ctx, 'matlab') === 'latest';
    chain
      .elif('-z "$(command -v matlab)"', () =>
        sh.terminate(2, 'MATLAB is not on this machine. Install it below /usr/local/MATLAB.'),
      )
      .elif(isWord ? '-n "$(command -v matlab)"' : `"${there}" != */${release}/*`, () => {
        if (isWord) sh.echo(`MATLAB latest was asked for; taken is: ${there}`, { ansi: 'yellow' });
        else
          sh.terminate(
            2,
            `MATLAB ${echoText(versionOf(ctx, 'matlab'))} is not on this machine. Install it below /usr/local/MATLAB.`,
          );
      });
  },
  script: (sh) => sh.cmd(`matlab -batch "assertSuccess(runtests('IncludeSubfolders',true));"`),
  image: (ctx) =>
    imageFor(ctx, 'mathworks/matlab:{version}', versionOf(ctx, 'matlab').toLowerCase()),
});

/** For whoever installs it alone. @alias */
export const plugin = matlab;
