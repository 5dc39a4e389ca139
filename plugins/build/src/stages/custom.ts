import type {
  BuildContext,
  LanguageDefinition,
  ScriptStage,
  ScriptStep,
  ShellBuilder,
} from '@turnpike/sdk';
import { list, meantAsShell, type ShellText, truthy } from '@turnpike/sdk/shell';
import type { Compilation } from '../context.js';

const skipWords = new Set(['skip', 'ignore']);

/** Exactly one word that means: leave this phase out. */
export function isSkipped(value: unknown): boolean {
  const items = list(value);
  return items.length === 1 && typeof items[0] === 'string' && skipWords.has(items[0]);
}

/** What a language does in a phase that the config leaves to it. */
const defaultSteps: Partial<
  Record<ScriptStage, (language: LanguageDefinition) => ScriptStep | undefined>
> = {
  install: (language) => language.install,
  script: (language) => language.script,
};

export interface Around {
  before(): void;
  after(): void;
}

/** A phase that users may write: their commands, else the language's. */
export function customStage(
  sh: ShellBuilder,
  ctx: Compilation,
  stage: ScriptStage,
  around: Around,
): void {
  const value = ctx.config[stage];
  if (truthy(value) && isSkipped(value)) {
    sh.echo(`Skipping the ${stage} step, as specified in the configuration.`);
    if (stage === 'script') sh.raw('travis_result 0');
    return;
  }
  around.before();
  if (truthy(value)) userCommands(sh, stage, list(value).map(meantAsShell));
  else defaultCommands(sh, ctx, stage);
  around.after();
}

function defaultCommands(
  sh: ShellBuilder,
  ctx: Compilation & BuildContext,
  stage: ScriptStage,
): void {
  defaultSteps[stage]?.(ctx.definition)?.(sh, ctx);
  if (stage === 'script') sh.raw('travis_result $?');
}

/** One command per item; every command but those of `script` in its own fold. */
export function userCommands(
  sh: ShellBuilder,
  stage: string,
  commands: readonly ShellText[],
): void {
  commands.forEach((command, i) => {
    if (stage === 'script') {
      sh.cmd(command, {});
      sh.raw('travis_result $?');
      return;
    }
    sh.cmd(command, { fold: commands.length > 1 ? `${stage}.${i + 1}` : stage });
  });
}
