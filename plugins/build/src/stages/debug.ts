import type { ShellBuilder } from '@turnpike/sdk';
import { echoText } from '@turnpike/sdk/shell';
import type { Compilation } from '../context.js';

export function isDebug({ payload }: Pick<Compilation, 'payload'>): boolean {
  return Boolean(payload.job.debug_options);
}

/** The stage `debug`: hands the shell to whoever asked for it, before any phase of the user's. */
export function debugSession(sh: ShellBuilder, ctx: Compilation): void {
  const debug = ctx.payload.job.debug_options;
  if (!debug) return;
  sh.echo(`Debug build initiated by ${echoText(debug.created_by)}`, { ansi: 'yellow' });
  sh.raw(debug.quiet ? 'travis_debug --quiet' : 'travis_debug');
  sh.newline();
  sh.echo('All remaining steps, including caching and deploy, will be skipped.', {
    ansi: 'yellow',
  });
}

/** The stage `reset_state`: a debug build leaves the job's result as it was. */
export function resetState(sh: ShellBuilder, ctx: Compilation): void {
  const state = ctx.payload.job.debug_options?.previous_state;
  if (!isDebug(ctx)) return;
  sh.newline();
  const shown = `\\"${echoText(state)}\\"`;
  sh.echo(`This is a debug build. The build result is reset to its previous value, ${shown}.`, {
    ansi: 'yellow',
  });
  if (state === 'passed') sh.export('TRAVIS_TEST_RESULT', '0');
  else if (state === 'failed') sh.export('TRAVIS_TEST_RESULT', '1');
  else sh.raw('travis_terminate 2');
}
