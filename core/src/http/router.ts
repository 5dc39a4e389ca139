/** Routes come and go with their plugins; the most particular one answers. */
import { TurnpikeError } from '../contracts/errors.js';
import { compareRank, compilePath, type PathPattern } from './path-pattern.js';

export interface Routed {
  readonly method: string;
  readonly path: string;
  readonly audit?: string | false;
}
interface Entry<R extends Routed> {
  readonly route: R;
  readonly owner: string;
  readonly pattern: PathPattern;
}
export type Found<R extends Routed> =
  | {
      readonly kind: 'route';
      readonly entry: Entry<R>;
      readonly params: Readonly<Record<string, string>>;
    }
  /** The path is known, the method is not. */
  | { readonly kind: 'method'; readonly allowed: readonly string[] }
  | { readonly kind: 'none' };

export interface Router<R extends Routed> {
  /** Throws TURNPIKE_PLUGIN_INVALID where a route of the same method answers the same paths. Returns the undo. */
  add(route: R, owner: string): () => void;
  find(method: string, path: string): Found<R>;
  list(): readonly Entry<R>[];
}

export function createRouter<R extends Routed>(): Router<R> {
  let entries: readonly Entry<R>[] = [];

  function add(route: R, owner: string): () => void {
    const same = entries.find(
      (entry) =>
        entry.route.method === route.method && shapeOf(entry.route.path) === shapeOf(route.path),
    );
    if (same) throw duplicate(route, owner, same.owner);
    const entry: Entry<R> = { route, owner, pattern: compilePath(route.path) };
    entries = [...entries, entry].toSorted((a, b) => compareRank(a.pattern.rank, b.pattern.rank));
    return () => {
      entries = entries.filter((other) => other !== entry);
    };
  }

  function find(method: string, path: string): Found<R> {
    const allowed = new Set<string>();
    for (const entry of entries) {
      const params = entry.pattern.match(path);
      if (!params) continue;
      if (serves(entry.route.method, method)) return { kind: 'route', entry, params };
      // A catch-all of one method says nothing about what stands at this path.
      if (!entry.pattern.hasRest) allowed.add(entry.route.method);
    }
    return allowed.size > 0 ? { kind: 'method', allowed: [...allowed] } : { kind: 'none' };
  }

  return { add, find, list: () => entries };
}

/** Names of parameters tell no two routes apart: `/same/:x` and `/same/:y` are one. */
export function shapeOf(path: string): string {
  return path.replace(/:[A-Za-z_]\w*/g, ':');
}

function serves(offered: string, asked: string): boolean {
  return offered === asked || (asked === 'HEAD' && offered === 'GET');
}

function duplicate(route: Routed, owner: string, other: string): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_PLUGIN_INVALID',
    `${route.method} ${route.path} of plugin ${owner} is already served by plugin ${other}.`,
    { plugin: owner, wayOut: `Give the route another path, or do not run ${other} here.` },
  );
}
