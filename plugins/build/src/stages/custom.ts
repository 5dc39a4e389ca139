import type {
  BuildContext,
  LanguageDefinition,
  ScriptStage,
  ScriptStep,
  ShellBuilder,
} from '@turnpike/sdk';
import { list, meantAsShell, type ShellText, truthy } from '@turnpike/sdk/shell';
import type { Compilation } from '../context.js';
import { atOnce, SLICE_ITEMS, type Slices } from '../slices.js';

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
export function* customStage(
  sh: ShellBuilder,
  ctx: Compilation,
  stage: ScriptStage,
  around: Around,
): Slices<void> {
  const value = ctx.config[stage];
  if (truthy(value) && isSkipped(value)) {
    sh.echo(`Skipping the ${stage} step, as specified in the configuration.`);
    if (stage === 'script') sh.raw('travis_result 0');
    return;
  }
  around.before();
  if (truthy(value)) yield* commandsInSlices(sh, stage, list(value).map(meantAsShell));
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
  atOnce(commandsInSlices(sh, stage, commands));
}

function* commandsInSlices(
  sh: ShellBuilder,
  stage: string,
  commands: readonly ShellText[],
): Slices<void> {
  for (let at = 0; at < commands.length; at += SLICE_ITEMS) {
    if (at > 0) yield;
    commands
      .slice(at, at + SLICE_ITEMS)
      .forEach((command, i) => addCommand(sh, stage, command, foldOf(at + i)));
  }

  function foldOf(index: number): string {
    return commands.length > 1 ? `${stage}.${index + 1}` : stage;
  }
}

function addCommand(sh: ShellBuilder, stage: string, command: ShellText, fold: string): void {
  if (stage === 'script') {
    sh.cmd(command, {});
    sh.raw('travis_result $?');
  } else sh.cmd(command, { fold });
}
