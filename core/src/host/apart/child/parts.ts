/** What a plugin provides, as the server sees it from afar. */
import type { Instance } from '../../../contracts/executor.js';
import type { Provision } from '../../../contracts/plugin.js';
import type { Served } from '../channel.js';
import type { SentPart } from '../protocol.js';
import type { ScriptAsk } from '../script-calls.js';
import { createHeld, type Held } from './held.js';
import { scriptCall } from './script-call.js';

type Members = Readonly<Record<string, unknown>>;
type Functions = Readonly<Record<string, (...given: unknown[]) => unknown>>;
type Args = readonly unknown[];

/** Functions by name, of its prototype too: a part may be an object of a class. */
export function sentPart({ token, value }: Provision): SentPart {
  const isFunction = (name: string) => typeof (value as Members)[name] === 'function';
  return {
    token: token.name,
    data: dataOf(value),
    functions: [...namesOf(value).filter(isFunction), ...addonHooks(value as Members)],
  };
}

function dataOf(value: unknown): Members {
  const members = namesOf(value).map((name) => [name, (value as Members)[name]] as const);
  return Object.fromEntries(
    members.filter(([name, member]) => DATA.includes(name) && typeof member !== 'function'),
  );
}

/** An add-on's functions stand one level below. */
function addonHooks({ hooks }: Members): readonly string[] {
  if (typeof hooks !== 'object' || hooks === null) return [];
  return Object.keys(hooks).map((name) => `hooks.${name}`);
}

/** Of all parts that can cross; what else they have is their own, and may be no JSON. */
const DATA = [
  ...['id', 'title', 'kind', 'url', 'unavailable', 'shared'],
  ...['isolation', 'offers', 'warnings', 'summary', 'aliases', 'parent', 'matrix', 'defaults'],
  ...[
    'describe',
    'anyHost',
    'tellsRights',
    'pollSeconds',
    'withoutSudo',
    'sidecar',
    'required',
    'runsCommands',
  ],
];

function namesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || value === Object.prototype) return [];
  const own = Object.getOwnPropertyNames(value).filter((name) => name !== 'constructor');
  return [...new Set([...own, ...namesOf(Object.getPrototypeOf(value))])];
}

/** Calls a function of what is provided, or of what such a call left here. */
export type CallPart = (index: number, name: string, args: Args, served: Served) => unknown;

export function partCalls(provisions: readonly Provision[]): CallPart {
  const held = createHeld();
  return (index, name, args, served) => {
    const verb = Object.hasOwn(HELD_CALLS, name) ? HELD_CALLS[name] : undefined;
    if (verb) return verb(held, args);
    if (name === 'script') return scriptCall(provisions[index]?.value, args[0] as ScriptAsk);
    const part = provisions[index]?.value as Functions | undefined;
    if (typeof part?.[name] !== 'function') throw new Error(`It provides nothing to ${name}.`);
    const answer = part[name](...args, ...moreOf(name, served));
    return name === 'open' ? opened(held, part, answer) : crossing(held, name, answer);
  };
}

/** What cannot be sent, and is behind the call: the tools of a notifier, the signal of an executor. */
function moreOf(name: string, { borrow, signal }: Served): Args {
  if (name === 'send') return [{ access: () => borrow('access'), signal }];
  return name === 'start' ? [signal] : [];
}

async function crossing(held: Held, name: string, answer: unknown): Promise<unknown> {
  if (isStream(answer)) return held.keep(answer[Symbol.asyncIterator]());
  const value = await answer;
  if (name === 'start') return instanceFacts(held, value as Instance);
  return typeof value === 'function' ? held.keep(value) : value;
}

/** A log store answers how to close it; what an executor says of itself may be another thing by now. */
async function opened(held: Held, part: Members, answer: unknown): Promise<unknown> {
  const value = await answer;
  return typeof value === 'function' ? held.keep(value) : dataOf(part);
}

function instanceFacts(held: Held, instance: Instance): unknown {
  return {
    held: held.keep(instance),
    id: instance.id,
    keeps: typeof instance.keepFor === 'function',
  };
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

const HELD_CALLS: Readonly<Record<string, (held: Held, args: Args) => unknown>> = {
  async next(held, [number]) {
    const { done = false, value } = await held.get<AsyncIterator<unknown>>(number).next();
    if (done) held.drop(number);
    return done ? { done } : { done, value };
  },
  async drop(held, [number]) {
    await held.get<AsyncIterator<unknown>>(number).return?.();
    held.drop(number);
  },
  /** Of an instance: its output is pulled, its end is waited for. */
  run(held, [number, bash]) {
    const { output, exit } = held.get<Instance>(number).run(bash as Uint8Array);
    exit.catch(() => undefined);
    return { output: held.keep(output[Symbol.asyncIterator]()), exit: held.keep(exit) };
  },
  exit: (held, [number]) => held.get<Promise<unknown>>(number),
  keepFor: (held, [number, seconds]) => held.get<Instance>(number).keepFor?.(Number(seconds)),
  stop: (held, [number]) => held.get<Instance>(number).stop(),
  close: (held, [number]) => held.get<() => unknown>(number)(),
};
