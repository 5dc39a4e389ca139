import { defineAddon, type BuildContext, type ShellBuilder } from '@turnpike/sdk';
import {
  echoText,
  type Hash,
  isHash,
  list,
  q,
  shellEscape,
  type ShellText,
  text,
  truthy,
} from '@turnpike/sdk/shell';
import { keys } from './keys.js';

interface Condition {
  readonly test: ShellText;
  readonly reason: ShellText;
}

function branchCondition(on: Hash, ctx: BuildContext): Condition[] {
  if (truthy(on['all_branches'])) return [];
  const branch = on['branch'];
  const only = list(isHash(branch) ? branch['only'] : branch)
    .filter(truthy)
    .map(text);
  const except = list(isHash(branch) ? branch['except'] : [])
    .filter(truthy)
    .map(text);
  const tests = [
    only.map((name) => `$TRAVIS_BRANCH = ${shellEscape(name)}`).join(' || '),
    except.map((name) => `$TRAVIS_BRANCH != ${shellEscape(name)}`).join(' && '),
  ].filter(Boolean);
  const reason = `this branch is not permitted: ${echoText(ctx.payload.job.branch)}`;
  return tests.map((test) => ({ test: `(${test})`, reason }));
}

function conditions(options: Hash, ctx: BuildContext): Condition[] {
  const on = isHash(options['on']) ? options['on'] : {};
  const onPullRequest = ctx.payload.job.pull_request ? String(truthy(on['pr'])) : 'true';
  return [
    ...branchCondition(on, ctx),
    { test: `(${onPullRequest})`, reason: 'generation on PR builds is not permitted' },
  ];
}

function generate(sh: ShellBuilder, options: Hash, ctx: BuildContext): void {
  const folder = shellEscape(text(options['output_dir']) || `sbom-${ctx.payload.job.id}`);
  const inputs = list(options['input_dir']).filter(truthy).map(text).join(',') || '/';
  const mount = (from: string, to: string): string =>
    `--mount type=bind,source=${from},target=${to}`;
  sh.raw('travis_errexit=; if [[ $- = *e* ]]; then travis_errexit=1; fi; set +e');
  sh.fold('sbom', () => {
    sh.echo('Starting SBOM generation', { ansi: 'yellow' });
    sh.cmd(`mkdir -p $TRAVIS_BUILD_DIR/${folder}`);
    const mounts = `${mount('$TRAVIS_BUILD_DIR', '/app')} ${mount(`$TRAVIS_BUILD_DIR/${folder}`, '/structured_sbom_outputs')}`;
    const format = text(options['output_format']) || 'cyclonedx-json';
    sh.cmd(`docker run ${mounts} travis-sbom ${q`${format} /structured_sbom_outputs ${inputs}`}`);
  });
  sh.raw('if [[ -n "$travis_errexit" ]]; then set -e; fi');
}

function run(sh: ShellBuilder, options: Hash, ctx: BuildContext): void {
  const all = conditions(options, ctx);
  sh.if(all.map(({ test }) => test).join(' && '), () => generate(sh, options, ctx)).else(() => {
    for (const { test, reason } of all) {
      sh.if(` ! ${test}`, () =>
        sh.echo(`Skipping a SBOM generation because ${reason}`, { ansi: 'yellow' }),
      );
    }
  });
}

/** Runs only in the phase that the options name. */
function inPhase(phase: string, wrap?: string) {
  return (sh: ShellBuilder, options: unknown, ctx: BuildContext): void => {
    const given = isHash(options) ? options : {};
    if ((text(given['run_phase']) || 'after_success') !== phase) return;
    if (wrap) sh.if(wrap, () => run(sh, given, ctx));
    else run(sh, given, ctx);
  };
}

/** A bill of materials of what the job built. */
export const sbom = defineAddon({
  id: 'sbom',
  summary: 'Generates a software bill of materials.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    before_script: (sh, options, ctx) => {
      inPhase('script')(sh, options, ctx);
      inPhase('before_script')(sh, options, ctx);
    },
    after_after_success: inPhase('after_success', '$TRAVIS_TEST_RESULT = 0'),
    after_after_failure: inPhase('after_failure', '$TRAVIS_TEST_RESULT != 0'),
  },
});

/** For whoever installs it alone. @alias */
export const plugin = sbom;
