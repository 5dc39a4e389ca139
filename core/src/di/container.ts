/** The only importer of tsyringe: tokens in, values out. One container a host. */
import 'reflect-metadata';
import { container as root, instanceCachingFactory } from 'tsyringe';
import { TurnpikeError } from '../contracts/errors.js';
import type { ManyToken, Resolved, SingleToken, Token, Tokens, Deps } from '../contracts/tokens.js';

/** One registration. Its state outlives its disposal: tsyringe has no way to unregister. */
interface Cell {
  readonly state: { disposed: boolean };
  value: unknown;
}
type Providable = SingleToken<unknown> | ManyToken<unknown>;

/** Values by token. A list handed out for a many-token is live: providers come and go in it. */
export interface Container {
  /**
   * Registers a value, made once on first use. Returns the undo.
   * Throws TURNPIKE_TOKEN_DUPLICATE for a second provider of a single token.
   */
  provide(token: Providable, plugin: string, make: () => unknown): () => void;
  /** Throws TURNPIKE_TOKEN_MISSING for a single token that nobody provides. */
  resolve<T extends Token>(token: T): Resolved<T>;
  resolveAll<R extends Tokens>(tokens: R): Deps<R>;
  /** Plugin that provides a single token; undefined: nobody. */
  providerOf(token: SingleToken<unknown>): string | undefined;
  dispose(): Promise<void>;
}

export function createContainer(): Container {
  const inner = root.createChildContainer();
  const owners = new Map<string, string>();
  const lists = new Map<string, unknown[]>();

  function provide(token: Providable, plugin: string, make: () => unknown): () => void {
    if (token.kind === 'single') claimSingle(token, plugin);
    const state = { disposed: false };
    let made: Cell | undefined;
    let source: (() => unknown) | undefined = make;
    const factory = instanceCachingFactory<Cell>(() => (made ??= { state, value: source?.() }));
    inner.register<Cell>(token.name, { useFactory: factory });
    refill(token);
    return () => {
      if (state.disposed) return;
      state.disposed = true;
      // The registration stays; what it held need not.
      source = undefined;
      if (made) made.value = undefined;
      if (token.kind === 'single') owners.delete(token.name);
      refill(token);
    };
  }

  function claimSingle(token: SingleToken<unknown>, plugin: string): void {
    const owner = owners.get(token.name);
    if (owner !== undefined) {
      throw new TurnpikeError(
        'TURNPIKE_TOKEN_DUPLICATE',
        `Token ${token.name} is provided by ${owner} and by ${plugin}.`,
        { token: token.name, plugin, wayOut: 'Run only one of the two plugins in this process.' },
      );
    }
    owners.set(token.name, plugin);
  }

  function cells(name: string): readonly Cell[] {
    if (!inner.isRegistered(name)) return [];
    return inner.resolveAll<Cell>(name).filter((cell) => !cell.state.disposed);
  }

  function refill(token: Providable): void {
    const list = token.kind === 'many' ? lists.get(token.name) : undefined;
    list?.splice(0, list.length, ...cells(token.name).map((cell) => cell.value));
  }

  function many(name: string): readonly unknown[] {
    const known = lists.get(name);
    if (known) return known;
    const list = cells(name).map((cell) => cell.value);
    lists.set(name, list);
    return list;
  }

  function single(token: SingleToken<unknown>): unknown {
    const cell = owners.has(token.name) ? cells(token.name).at(-1) : undefined;
    if (cell) return cell.value;
    throw new TurnpikeError(
      'TURNPIKE_TOKEN_MISSING',
      `Nothing provides the token ${token.name} here.`,
      {
        token: token.name,
        wayOut: `Run a plugin that provides it, or set remotes.${token.name}.url.`,
      },
    );
  }

  function resolve<T extends Token>(token: T): Resolved<T> {
    if (token.kind === 'many') return many(token.name) as Resolved<T>;
    if (token.kind === 'single') return single(token) as Resolved<T>;
    return (owners.has(token.of.name) ? single(token.of) : undefined) as Resolved<T>;
  }

  return {
    provide,
    resolve,
    resolveAll: <R extends Tokens>(tokens: R) =>
      Object.fromEntries(
        Object.entries(tokens).map(([key, token]) => [key, resolve(token)]),
      ) as Deps<R>,
    providerOf: (token) => owners.get(token.name),
    dispose: async () => {
      owners.clear();
      lists.clear();
      await inner.dispose();
    },
  };
}
