import { defineLanguage, versionOf } from '@turnpike/sdk';
import { isHash, q, shellEscape, text } from '@turnpike/sdk/shell';
import { imageFor } from '../shared/toolchain.js';
import { keys } from './keys.js';

const variables = { CONFIG: 'smalltalk_config', VERSION: 'smalltalk', VM: 'smalltalk_vm' } as const;

/** The archive of smalltalkCI that is used: a fork's where `smalltalk_edge` names one. */
function archive(edge: unknown): string {
  const { source, branch } = isHash(edge) ? edge : {};
  return `https://github.com/${text(source) || 'hpi-swa/smalltalkCI'}/archive/${text(branch) || 'master'}.tar.gz`;
}

/** Smalltalk dialects through smalltalkCI. */
export const smalltalk = defineLanguage({
  id: 'smalltalk',
  summary: 'Squeak, Pharo, GemStone and others through smalltalkCI.',
  yml: keys,
  matrix: ['smalltalk', 'smalltalk_config', 'smalltalk_vm'],
  export: (sh, ctx) => {
    for (const [name, key] of Object.entries(variables)) {
      const value = versionOf(ctx, key);
      sh.export(`TRAVIS_SMALLTALK_${name}`, value && shellEscape(value), { echo: false });
    }
  },
  setup: (sh, ctx) => {
    sh.if('-z "$(command -v smalltalkci)"', () =>
      sh.fold('smalltalk.setup', () => {
        sh.mkdir('${TRAVIS_HOME}/smalltalkCI', { recursive: true, echo: false });
        const url = archive(ctx.config['smalltalk_edge']);
        sh.cmd(
          q`curl -fsSL ${url} | tar xzf - -C` + ' ${TRAVIS_HOME}/smalltalkCI --strip-components=1',
          { retry: true },
        );
        sh.export('PATH', '${TRAVIS_HOME}/smalltalkCI/bin:$PATH', { echo: true });
        sh.raw(
          'if ! type smalltalkci &>/dev/null; then smalltalkci() { "${TRAVIS_HOME}/smalltalkCI/run.sh" "$@"; }; fi',
        );
      }),
    );
  },
  script: (sh) => sh.cmd('smalltalkci'),
  image: (ctx) => imageFor(ctx, 'hpiswa/smalltalkci:{version}', 'latest'),
});

/** For whoever installs it alone. @alias */
export const plugin = smalltalk;
