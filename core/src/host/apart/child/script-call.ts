/** Runs a function of a language, an add-on, a service or a deploy provider, and writes down what it builds. */
import type { BuildContext, ShellBuilder } from '../../../contracts/script.js';
import { deepFrozen } from '../../../hooks/frozen.js';
import {
  BODY_CALLS,
  PLAIN_CALLS,
  type ScriptAnswer,
  type ScriptAsk,
  type ScriptCall,
  type SentBuild,
} from '../script-calls.js';

type Functions = Readonly<Record<string, unknown>>;
type Writable = {
  -readonly [K in keyof ScriptCall]: ScriptCall[K] extends readonly (infer T)[] | undefined
    ? T[]
    : ScriptCall[K];
};

export function scriptCall(part: unknown, ask: ScriptAsk): ScriptAnswer {
  const fn = functionOf(part as Functions, ask.fn);
  const calls: ScriptCall[] = [];
  const sh = recorder(ask.stage ?? '', calls);
  const given = [
    ...(ask.stage === null ? [] : [sh]),
    ...ask.args,
    ...(ask.build === null ? [] : [contextOf(ask.build, ask.caches, calls)]),
  ];
  try {
    return { calls, value: fn.apply(part, given) };
  } catch (error) {
    if (error instanceof Needs) return { calls: [], needs: error.kind };
    throw error;
  }
}

/** The same for a tap of `script.stage`, which gets both in one. */
export function stageCall(
  tap: ((...args: unknown[]) => unknown) | undefined,
  ask: ScriptAsk,
): ScriptAnswer {
  if (!tap) throw new Error('There is no such tap.');
  const stage = (sh: ShellBuilder, build: BuildContext) => tap({ sh, build: deepFrozen(build) });
  return scriptCall({ stage }, { ...ask, fn: 'stage' });
}

function functionOf(part: Functions, name: string): (...args: unknown[]) => unknown {
  const isHook = name.startsWith('hooks.');
  const owner = isHook ? (part['hooks'] as Functions) : part;
  const fn = owner[isHook ? name.slice('hooks.'.length) : name];
  if (typeof fn !== 'function') throw new Error(`It has nothing to ${name}.`);
  return fn as (...args: unknown[]) => unknown;
}

/** Only the server knows; it is asked, and the function runs anew. */
class Needs extends Error {
  readonly kind: string;
  constructor(kind: string) {
    super(`caches ${kind}`);
    this.kind = kind;
  }
}

function contextOf(
  build: SentBuild,
  caches: ScriptAsk['caches'],
  calls: ScriptCall[],
): BuildContext {
  return {
    ...build,
    caches(kind) {
      const known = caches[kind];
      if (known === undefined) throw new Needs(kind);
      return known;
    },
    cacheAdd: (sh, ...paths) => blockOf(sh).push({ name: 'cacheAdd', args: paths }),
    warn: (code, text) => void calls.push({ name: 'warn', args: [code, text] }),
  };
}

const blocks = new WeakMap<ShellBuilder, () => ScriptCall[]>();

/** Where the builder writes just now: inside of a body, if one is open. */
function blockOf(sh: ShellBuilder): ScriptCall[] {
  return blocks.get(sh)?.() ?? [];
}

function recorder(stage: string, calls: ScriptCall[]): ShellBuilder {
  let block = calls;
  const collect = (body: () => void): ScriptCall[] => {
    const outer = block;
    const inner: ScriptCall[] = [];
    block = inner;
    try {
      body();
    } finally {
      block = outer;
    }
    return inner;
  };
  const plain = PLAIN_CALLS.map((name) => [
    name,
    (...args: readonly unknown[]) => void block.push({ name, args }),
  ]);
  const withBody = BODY_CALLS.map((name) => [
    name,
    (first: unknown, body: () => void) =>
      void block.push({ name, args: [first], body: collect(body) }),
  ]);
  const sh = {
    stage,
    ...Object.fromEntries([...plain, ...withBody]),
    if(cond: string, body: () => void, options: object = {}) {
      const branches: NonNullable<Writable['branches']> = [];
      block.push({ name: 'if', args: [cond, options], body: collect(body), branches });
      const chain = {
        elif: (next: string, then: () => void) => {
          branches.push({ cond: next, body: collect(then) });
          return chain;
        },
        else: (then: () => void) => void branches.push({ body: collect(then) }),
      };
      return chain;
    },
  } as ShellBuilder;
  blocks.set(sh, () => block);
  return sh;
}
