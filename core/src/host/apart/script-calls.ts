/** What a part of the script compiler did with its builder, written down in one process and done in another. */
import type { BuildContext, IfChain, ShellBuilder } from '../../contracts/script.js';
import { nonsense } from './parts/nonsense.js';

/** One call of the builder, or of what the context lets a part do. */
export interface ScriptCall {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Of a fold, an `if`, an appliance, other flags. */
  readonly body?: readonly ScriptCall[];
  /** Of an `if`: its other branches; the last may be without a condition. */
  readonly branches?: readonly { readonly cond?: string; readonly body: readonly ScriptCall[] }[];
}

/** A BuildContext without its functions. */
export type SentBuild = Omit<BuildContext, 'caches' | 'cacheAdd' | 'warn'>;

/** A question to a function of a part. */
export interface ScriptAsk {
  readonly fn: string;
  /** null: it gets no builder. */
  readonly stage: string | null;
  readonly args: readonly unknown[];
  /** null: it gets no context. */
  readonly build: SentBuild | null;
  /** Answers of `caches` that are known, by kind. */
  readonly caches: Readonly<Record<string, boolean>>;
}
export interface ScriptAnswer {
  readonly calls: readonly ScriptCall[];
  readonly value?: unknown;
  /** In place of all others: it wants to know whether this kind is cached. */
  readonly needs?: string;
}

export function sentBuild(ctx: BuildContext): SentBuild {
  const { payload, env, config, given, language, os, dist, arch, hasCacheStorage } = ctx;
  return { payload, env, config, given, language, os, dist, arch, hasCacheStorage };
}

/** Calls of the builder without a body. */
export const PLAIN_CALLS: readonly string[] = [
  ...(['cmd', 'raw', 'export', 'set', 'echo', 'newline', 'cd', 'mkdir', 'rm'] as const),
  ...(['cp', 'mv', 'chmod', 'chown', 'file', 'function', 'failure', 'terminate'] as const),
] satisfies (keyof ShellBuilder)[];
export const BODY_CALLS: readonly string[] = ['fold', 'appliance', 'withFlags'];

/** Does it all, in its order. Throws TURNPIKE_PLUGIN_INVALID for what no builder can. */
export function replay(calls: readonly ScriptCall[], sh: ShellBuilder, ctx: BuildContext): void {
  const builder = sh as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;
  for (const call of calls) {
    const { name, body = [] } = call;
    const args = argsOf(call);
    const inside = () => replay(body, sh, ctx);
    if (PLAIN_CALLS.includes(name)) builder[name]?.(...args);
    else if (BODY_CALLS.includes(name)) builder[name]?.(args[0], inside);
    else if (name === 'if') branch(call, sh.if(args[0] as string, inside, args[1] ?? {}), sh, ctx);
    else if (name === 'cacheAdd') ctx.cacheAdd(sh, ...(args as string[]));
    else if (name === 'warn') ctx.warn(String(args[0]), String(args[1]));
    else throw nonsense(`called ${name}, which no builder has`);
  }
}

function branch(
  { branches = [] }: ScriptCall,
  first: IfChain,
  sh: ShellBuilder,
  ctx: BuildContext,
) {
  let chain = first;
  for (const { cond, body } of branches) {
    const inside = () => replay(body, sh, ctx);
    if (cond === undefined) return chain.else(inside);
    chain = chain.elif(String(cond), inside);
  }
}

/** Texts, flags and exit codes: of anything else the printer would make nonsense. */
function argsOf({ name, args }: ScriptCall): readonly unknown[] {
  const first = name === 'terminate' ? 'number' : 'string';
  const isFine = args.every((arg, index) => {
    if (index === 0 && name !== 'withFlags') return typeof arg === first;
    return arg === undefined || ['string', 'object'].includes(typeof arg);
  });
  if (!isFine) throw nonsense(`called ${name} with what it cannot take`);
  return args;
}
