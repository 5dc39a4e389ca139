import { defineAddon, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import { isHash, shellEscape, text, type Hash } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

/** A value that the user's environment overrides. */
function withDefault(variable: string, value: unknown, quoted = true): string {
  const word = `\${${variable}:-${shellEscape(value === undefined ? '' : text(value)).replace(/^''$/, '')}}`;
  return `${variable}=${quoted ? `"${word}"` : word}`;
}

function project(options: Hash): string {
  const given = options['project'];
  return text(isHash(given) ? given['name'] : given);
}

function scan(sh: ShellBuilder, options: unknown, ctx: BuildContext): void {
  const given = isHash(options) ? options : {};
  const pattern = text(given['branch_pattern']);
  sh.set('PROJECT_NAME', shellEscape(project(given) || ctx.payload.repository.slug), {
    echo: true,
  });
  sh.raw(`COVERITY_SCAN_BRANCH=0; travis_pattern=${shellEscape(`^(${pattern})$`)}`);
  sh.raw(
    'if [[ "$TRAVIS_BRANCH" =~ $travis_pattern ]]; then COVERITY_SCAN_BRANCH=1; fi; export COVERITY_SCAN_BRANCH',
  );
  sh.if('${COVERITY_SCAN_BRANCH} = 1', () => {
    sh.echo('Coverity Scan analysis selected for branch $TRAVIS_BRANCH.', { ansi: 'yellow' });
    sh.raw('export TRAVIS_TEST_RESULT=$(( ${TRAVIS_TEST_RESULT:-0} ))');
    sh.if('${TRAVIS_TEST_RESULT} = 0', () =>
      sh.fold('build_coverity', () => build(sh, given, pattern)),
    ).else(() => sh.echo('Skipping build_coverity due to previous error', { ansi: 'yellow' }));
  });
}

function build(sh: ShellBuilder, given: Hash, pattern: string): void {
  const variables = [
    'COVERITY_SCAN_PROJECT_NAME="$PROJECT_NAME"',
    withDefault('COVERITY_SCAN_NOTIFICATION_EMAIL', given['notification_email']),
    withDefault('COVERITY_SCAN_BUILD_COMMAND', given['build_command']),
    withDefault('COVERITY_SCAN_BUILD_COMMAND_PREPEND', given['build_command_prepend']),
    withDefault('COVERITY_SCAN_BRANCH_PATTERN', pattern, false),
  ];
  const script = 'https://scan.coverity.com/scripts/travisci_build_coverity_scan.sh';
  sh.cmd(`curl -s ${script} | ${variables.join(' ')} bash`, { echo: true, timing: true });
}

/** Coverity's analysis, on the branches that match its pattern, before the job's own script. */
export const coverityScan = defineAddon({
  id: 'coverity_scan',
  summary: 'Builds for Coverity Scan on selected branches.',
  yml: keys,
  withoutSudo: true,
  hooks: { before_script: scan },
});

/** For whoever installs it alone. @alias */
export const plugin = coverityScan;
