/**
 * The sample project: stages, a matrix, a job that may fail and does, folds and colours, and nothing
 * that has to be installed first.
 */
const config = `# This project shows what Turnpike does with a .travis.yml. Change it, push it, watch it.
language: shell
os: linux

stages:
  - check
  - test
  - report

env:
  jobs:
    - GREETING=hello
    - GREETING=hola
    - GREETING=moin

script: ./test.sh "$GREETING"

jobs:
  include:
    - stage: check
      name: Shell syntax
      env: STYLE=strict
      script: bash -n greet.sh test.sh
    - stage: test
      name: A greeting nobody taught it
      env: GREETING=nuqneH
      script: ./test.sh "$GREETING"
    - stage: report
      name: Summary
      env: FORMAT=colour
      script: ./report.sh
  allow_failures:
    - name: A greeting nobody taught it
`;

const greet = `# greet LANGUAGE_WORD NAME: prints a greeting, or fails for a word it does not know.
greet() {
  case "$1" in
    hello | hola | moin) printf '%s, %s!\\n' "$1" "$2" ;;
    *) printf 'unknown greeting: %s\\n' "$1" >&2; return 1 ;;
  esac
}
`;

const test = `#!/usr/bin/env bash
# Tests greet.sh with one greeting.
. ./greet.sh
failures=0
for name in world Turnpike 'someone with spaces'; do
  printf 'travis_fold:start:%s\\r\\033[0Kgreeting %s\\n' "greet_\${name// /_}" "$name"
  if answer=$(greet "$1" "$name") && [ "$answer" = "$1, $name!" ]; then
    printf '\\033[32m✓\\033[0m %s\\n' "$answer"
  else
    printf '\\033[31m✗\\033[0m greeting %s with "%s"\\n' "$name" "$1"
    failures=$((failures + 1))
  fi
  printf 'travis_fold:end:%s\\r\\033[0K' "greet_\${name// /_}"
done
printf '%s failures\\n' "$failures"
[ "$failures" -eq 0 ]
`;

const report = `#!/usr/bin/env bash
# Prints a small coloured table.
printf '\\033[1m%-12s %s\\033[0m\\n' greeting length
for word in hello hola moin; do
  printf '\\033[36m%-12s\\033[0m \\033[33m%s\\033[0m\\n' "$word" "\${#word}"
done
printf 'branch %s, commit %.7s, build %s\\n' "$TRAVIS_BRANCH" "$TRAVIS_COMMIT" "$TRAVIS_BUILD_NUMBER"
`;

const readme = `# A sample for Turnpike

Clone it, change something, push it back, and watch the build.
`;

export interface SampleFile {
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
}

export const sampleFiles: readonly SampleFile[] = [
  { path: '.travis.yml', text: config, executable: false },
  { path: 'README.md', text: readme, executable: false },
  { path: 'greet.sh', text: greet, executable: false },
  { path: 'report.sh', text: report, executable: true },
  { path: 'test.sh', text: test, executable: true },
];
