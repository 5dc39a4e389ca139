/** What a plugin in a process of its own may ask of the server. Its context is that of any other: it refuses here what it refuses there. */
import { InputError, NotFoundError } from '../../contracts/errors.js';
import type { EventName, EventSource, TurnpikeEvent } from '../../contracts/events.js';
import type { Logger, Metrics } from '../../contracts/host.js';
import type { Outbound, OutboundInit } from '../../contracts/outbound.js';
import { tokens, type Token } from '../../contracts/tokens.js';
import { tokenName } from '../../di/check-tokens.js';
import type { AnyContext } from '../unit.js';
import type { ChannelOptions, Served } from './channel.js';
import { gatedLog } from './gated-log.js';

/** `requires`: as the stand-in declares them. `tell`: to the process that runs now. */
export function portsOf(
  context: AnyContext,
  requires: Readonly<Record<string, Token>>,
  tell: (method: string, ...args: readonly unknown[]) => void,
): Pick<ChannelOptions, 'answer' | 'hear'> {
  const log = gatedLog(context.log);
  const heard = new Set<string>();
  const dep = <T>(token: Token): T => depOf(context, requires, token) as T;

  const answers: Readonly<Record<string, (args: never, served: Served) => unknown>> = {
    fetch: ([url, init]: readonly [string, OutboundInit | undefined], served) =>
      fetched(dep(tokens.outbound), url, init, served.signal),
    resolve: ([host, port]: readonly [string, number]) =>
      dep<Outbound>(tokens.outbound).resolve(String(host), Number(port)),
    hear: ([name]: readonly [EventName]) => {
      if (heard.has(name)) return;
      const undo = dep<EventSource>(tokens.events).on(name, (event: TurnpikeEvent) =>
        tell('heard', name, event),
      );
      heard.add(name);
      context.signal.addEventListener('abort', undo, { once: true });
    },
    service: ([name, method, input]: readonly [string, string, unknown]) =>
      serviceCall(context, requires, name, method, input),
    publish: ([topic, payload, about]: Parameters<AnyContext['publish']>) =>
      context.publish(topic, payload, about),
    table: ([name, verb, args]: readonly [string, string, readonly unknown[]]) =>
      tableCall(context, name, verb, args),
  };
  const hears: Readonly<Record<string, (args: never) => void>> = {
    log: ([level, fields, message]: readonly [keyof Logger, object, string]) =>
      log(level, fields, message),
    wake: ([sweep]: readonly [string | undefined]) => context.wake(sweep),
    metric: (args) => count(context.metrics, args),
  };
  return {
    answer: (method, args, served) => found(answers, method)(args as never, served),
    hear: (method, args) => {
      try {
        found(hears, method)(args as never);
      } catch (error) {
        log('error', { err: error }, 'a plugin told what cannot be taken');
      }
    },
  };
}

function found<T>(all: Readonly<Record<string, T>>, name: string): T {
  const one = Object.hasOwn(all, name) ? all[name] : undefined;
  if (one === undefined) throw new NotFoundError(`There is nothing called ${name}.`);
  return one;
}

function depOf(
  context: AnyContext,
  requires: Readonly<Record<string, Token>>,
  token: Token,
): unknown {
  const wanted = tokenName(token);
  const name = Object.keys(requires).find((one) => tokenName(requires[one]!) === wanted);
  if (name === undefined) throw new NotFoundError(`It does not require the token ${wanted}.`);
  return (context.deps as Readonly<Record<string, unknown>>)[name];
}

async function fetched(
  outbound: Outbound,
  url: string,
  init: OutboundInit | undefined,
  signal: AbortSignal,
) {
  const {
    status,
    ok,
    headers,
    url: from,
    body,
  } = await outbound.fetch(String(url), { ...init, signal });
  return { status, ok, headers, url: from, body };
}

/** Input is checked by the contract, as between two processes of ours. */
function serviceCall(
  context: AnyContext,
  requires: Readonly<Record<string, Token>>,
  name: string,
  method: string,
  input: unknown,
): unknown {
  const token = found(requires, name);
  const plain = token.kind === 'optional' ? token.of : token;
  const contract = plain.kind === 'single' ? plain.service : undefined;
  const rules = found(contract?.methods ?? {}, method);
  const checked = rules.input.safeParse(input);
  if (!checked.success)
    throw new InputError('TURNPIKE_INPUT_INVALID', `The input of ${name}.${method} is wrong.`);
  const service = (context.deps as Readonly<Record<string, unknown>>)[name];
  return found(
    service as Readonly<Record<string, (given: unknown) => unknown>>,
    method,
  )(checked.data);
}

const TABLE_CALLS = ['insert', 'find', 'first', 'update', 'delete'];

function tableCall(
  { tables }: AnyContext,
  name: string,
  verb: string,
  args: readonly unknown[],
): unknown {
  if (!TABLE_CALLS.includes(verb)) throw new NotFoundError(`A table cannot ${verb}.`);
  const table = tables.table(String(name)) as unknown as Record<
    string,
    (...a: unknown[]) => unknown
  >;
  return table[verb]?.(...args);
}

type Maker = (
  ...made: readonly unknown[]
) => Readonly<Record<string, (...args: unknown[]) => void>>;
const VERBS: Readonly<Record<string, string>> = {
  counter: 'inc',
  gauge: 'set',
  histogram: 'observe',
};

function count(metrics: Metrics, args: readonly unknown[]): void {
  const [kind, made, verb, given] = args as readonly [keyof Metrics, unknown[], string, unknown[]];
  if (VERBS[kind] !== verb) throw new NotFoundError(`There is no such figure.`);
  (metrics[kind] as unknown as Maker)(...made)[verb]?.(...given);
}
