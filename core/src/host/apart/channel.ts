/** Calls both ways between the server and a plugin in a process of its own. */
import type { Duplex } from 'node:stream';
import { TimeoutError, TurnpikeError } from '../../contracts/errors.js';
import { framed } from './frames.js';
import { errorIn, errorOut } from './wire-errors.js';
import { fromText, toText } from './wire-text.js';

/** What the caller lends for as long as a call lasts, by name. */
export type Lent = Readonly<Record<string, (...args: never[]) => unknown>>;

export interface CallOptions {
  /** Then the call is rejected with TURNPIKE_TIMEOUT, and `onOverrun` hears of it. */
  readonly limitMs?: number;
  /** Aborting it aborts the signal that the other side has; the call goes on until that answers. */
  readonly signal?: AbortSignal;
  readonly lend?: Lent;
}

/** What whoever answers a call knows of it. */
export interface Served {
  readonly signal: AbortSignal;
  /** Calls what was lent. */
  borrow(name: string, ...args: readonly unknown[]): Promise<unknown>;
}

export interface Channel {
  /** Rejects with what the other side threw, or with why the channel ended. */
  call(method: string, args: readonly unknown[], options?: CallOptions): Promise<unknown>;
  /** Without an answer; lost where the channel has ended. */
  tell(method: string, ...args: readonly unknown[]): void;
}

export interface ChannelOptions {
  readonly mostBytes: number;
  /** More calls of the other side at once than this are refused. */
  readonly mostAtOnce: number;
  /** Is the other side believed? Else it gets only its share of this process. */
  readonly isTrusted: boolean;
  answer(method: string, args: readonly unknown[], served: Served): unknown;
  hear(method: string, args: readonly unknown[]): void;
  onOverrun?(method: string): void;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly end: () => void;
  readonly lend: Lent;
}

export function createChannel(stream: Duplex, options: ChannelOptions): Channel {
  const pending = new Map<number, Pending>();
  const serving = new Map<number, AbortController>();
  let last = 0;
  let broken: Error | undefined;
  const send = framed(stream, {
    mostBytes: options.mostBytes,
    isLimited: !options.isTrusted,
    onText: receive,
  });
  stream.on('error', (error) => breakOff(isGone(error) ? new Error(ENDED) : error));
  stream.on('close', () => breakOff(new Error(ENDED)));

  function breakOff(error: Error): void {
    broken ??= new TurnpikeError('TURNPIKE_PLUGIN_FAILED', error.message, {}, error);
    for (const id of [...pending.keys()]) take(id)?.reject(broken);
    for (const controller of serving.values()) controller.abort();
  }

  function take(id: unknown): Pending | undefined {
    const found = pending.get(id as number);
    pending.delete(id as number);
    found?.end();
    return found;
  }

  function receive(text: string): void {
    try {
      read(fromText(text));
    } catch {
      stream.destroy(new Error('It sends what cannot be understood.'));
    }
  }

  function read(message: unknown): void {
    const [kind, id, ...rest] = message as readonly [string, unknown, ...unknown[]];
    if (kind === 'answer') return take(id)?.resolve(rest[0]);
    if (kind === 'error') return take(id)?.reject(errorIn(rest[0]));
    if (kind === 'abort') return serving.get(id as number)?.abort();
    if (kind === 'tell') return options.hear(textOf(id), list(rest[0]));
    if (typeof id !== 'number') throw new Error('a call without a number');
    const [method, args] = [textOf(rest[0]), list(rest[1])];
    if (kind === 'call') void serve(id, (served) => options.answer(method, args, served));
    else if (kind === 'borrow') void serve(id, () => lent(rest[2], method, args));
    else throw new Error('no message');
  }

  function lent(call: unknown, name: string, args: readonly unknown[]): unknown {
    const lend: Lent = pending.get(call as number)?.lend ?? {};
    const found = Object.hasOwn(lend, name) ? lend[name] : undefined;
    if (!found) throw new Error(`Nothing called ${name} is lent, or the call has ended.`);
    return found(...(args as never[]));
  }

  async function serve(id: number, work: (served: Served) => unknown): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    const borrow = (name: string, ...args: readonly unknown[]) => ask('borrow', [name, args, id]);
    try {
      if (serving.size >= options.mostAtOnce) throw new TurnpikeError('TURNPIKE_BUSY');
      serving.set(id, controller);
      const value = await work({ signal, borrow });
      send(toText(value === undefined ? ['answer', id] : ['answer', id, value]));
    } catch (error) {
      send(toText(['error', id, errorOut(error)]));
    } finally {
      if (serving.get(id) === controller) serving.delete(id);
    }
  }

  function ask(
    kind: string,
    parts: readonly unknown[],
    { limitMs, signal, lend = {} }: CallOptions = {},
  ): Promise<unknown> {
    if (broken) return Promise.reject(broken);
    const id = (last += 1);
    return new Promise((resolve, reject) => {
      const overrun = () => {
        take(id)?.reject(new TimeoutError(`It took longer than ${limitMs} ms.`));
        options.onOverrun?.(String(parts[0]));
      };
      const timer = limitMs === undefined ? undefined : setTimeout(overrun, limitMs);
      const abort = () => send(toText(['abort', id]));
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      pending.set(id, { resolve, reject, end, lend });
      try {
        send(toText([kind, id, ...parts]));
      } catch (error) {
        take(id)?.reject(error as Error);
      }
      if (signal?.aborted === true) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    });
  }

  return {
    call: (method, args, more) => ask('call', [method, args], more),
    tell: (method, ...args) => send(toText(['tell', method, args])),
  };
}

const ENDED = 'Its process has ended.';

/** Written to after its end, and before anybody heard of that. */
function isGone({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ECONNRESET';
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error('no name');
  return value;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('no list');
  return value;
}
