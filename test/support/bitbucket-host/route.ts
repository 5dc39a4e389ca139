/** A call that a dialect knows, with what it may say: anything else is an oddity, and fails the test. */
import { z } from 'zod';
import type { Answer, Call, HostRepository, Level } from './world.js';

export interface Asked {
  readonly call: Call;
  /** Parts of the path, unescaped. */
  readonly params: Readonly<Record<string, string>>;
  readonly repository: HostRepository;
  readonly level: Level;
}
export interface Route {
  readonly method: string;
  /** `/repositories/:owner/:name/src/:sha/*path` */
  readonly path: string;
  /** Names of what may stand in the query. */
  readonly query?: readonly string[];
  readonly body?: z.ZodType;
  /** Of the repository that the path names; absent: it names none. */
  readonly needs?: Level;
  answer(asked: Asked): Answer;
}

export interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export function findRoute(routes: readonly Route[], call: Call): Found | undefined {
  for (const route of routes) {
    if (route.method !== call.method) continue;
    const names: string[] = [];
    const text = route.path.replace(/[:*](\w+)/g, (part, name: string) => {
      names.push(name);
      return part.startsWith('*') ? '(.+)' : '([^/]+)';
    });
    const match = new RegExp(`^${text}$`).exec(call.path);
    if (!match) continue;
    const params = names.map(
      (name, at) => [name, decodeURIComponent(match[at + 1] ?? '')] as const,
    );
    return { route, params: Object.fromEntries(params) };
  }
  return undefined;
}

/** What a call says that its route does not know. */
export function odditiesOf({ route }: Found, { query, body }: Call): readonly string[] {
  const unknown = [...query.keys()].filter((name) => !(route.query ?? []).includes(name));
  const schema = route.body ?? z.undefined();
  const said = schema.safeParse(body);
  return [
    ...unknown.map((name) => `does not know ?${name}=`),
    ...(said.success ? [] : [`does not take the body: ${said.error.issues[0]?.message}`]),
  ];
}
