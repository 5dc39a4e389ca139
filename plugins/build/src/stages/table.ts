import type { CommandFlags, ScriptStage } from '@turnpike/sdk';

/** What a stage is made of and when it runs (travis-build `lib/travis/build/stages.rb`). */
export interface StageRule {
  /** `custom`: the user's commands or the language's; `conditional`: only where configured. */
  readonly kind: 'builtin' | 'custom' | 'conditional';
  /** In debug builds: like in others, only there, or not at all. */
  readonly debug: 'always' | 'only' | 'never';
  readonly flags: CommandFlags;
  /** Test on the result so far under which a conditional stage runs. */
  readonly when?: string;
}

const asserted = { assert: true, echo: true, timing: true } as const;
const shown = { echo: true, timing: true } as const;

export const stageTable: Readonly<Record<ScriptStage, StageRule>> = {
  setup_filter: { kind: 'builtin', debug: 'always', flags: {} },
  configure: { kind: 'builtin', debug: 'always', flags: {} },
  prepare: { kind: 'builtin', debug: 'always', flags: {} },
  disable_sudo: { kind: 'builtin', debug: 'always', flags: {} },
  checkout: { kind: 'builtin', debug: 'always', flags: asserted },
  export: { kind: 'builtin', debug: 'always', flags: {} },
  setup: { kind: 'builtin', debug: 'always', flags: asserted },
  setup_casher: { kind: 'builtin', debug: 'always', flags: asserted },
  setup_cache: { kind: 'builtin', debug: 'always', flags: asserted },
  use_workspaces: { kind: 'builtin', debug: 'always', flags: shown },
  announce: { kind: 'builtin', debug: 'always', flags: { echo: true } },
  debug: { kind: 'builtin', debug: 'always', flags: shown },
  before_install: { kind: 'custom', debug: 'never', flags: asserted },
  install: { kind: 'custom', debug: 'never', flags: asserted },
  before_script: { kind: 'custom', debug: 'never', flags: asserted },
  script: { kind: 'custom', debug: 'never', flags: shown },
  before_cache: { kind: 'custom', debug: 'never', flags: shown },
  create_workspaces: { kind: 'builtin', debug: 'never', flags: shown },
  cache: { kind: 'builtin', debug: 'never', flags: shown },
  reset_state: { kind: 'builtin', debug: 'only', flags: {} },
  after_success: {
    kind: 'conditional',
    debug: 'never',
    flags: shown,
    when: '$TRAVIS_TEST_RESULT = 0',
  },
  after_failure: {
    kind: 'conditional',
    debug: 'never',
    flags: shown,
    when: '$TRAVIS_TEST_RESULT != 0',
  },
  after_script: { kind: 'custom', debug: 'never', flags: shown },
  finish: { kind: 'builtin', debug: 'always', flags: asserted },
};
