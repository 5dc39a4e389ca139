/** Functions of the script compiler's parts that run elsewhere, asked as if they were here. */
import { AnswerLater, type BuildContext, type ShellBuilder } from '../../contracts/script.js';
import { createAnswers } from './script-answers.js';
import { replay, sentBuild, type ScriptAsk } from './script-calls.js';

/** What they do with a builder is written down there and done here; what they answer is waited for once. */
export interface Asking {
  /** A function that adds nodes: `args` stand between builder and context. */
  adds(fn: string, sh: ShellBuilder, args: readonly unknown[], ctx: BuildContext): void;
  /** A function that only answers. */
  answers(fn: string, args: readonly unknown[], ctx?: BuildContext): unknown;
}

export function createAsking(ask: (ask: ScriptAsk) => Promise<unknown>): Asking {
  const known = createAnswers(ask);
  const answered = (
    fn: string,
    stage: string | null,
    args: readonly unknown[],
    ctx?: BuildContext,
  ) => {
    const build = ctx ? sentBuild(ctx) : null;
    const found = known.find({ fn, stage, args, build }, (kind) => ctx?.caches(kind) === true);
    if (found instanceof Promise) throw new AnswerLater(found);
    return found;
  };
  return {
    adds: (fn, sh, args, ctx) => replay(answered(fn, sh.stage, args, ctx).calls, sh, ctx),
    answers: (fn, args, ctx) => answered(fn, null, args, ctx).value,
  };
}
