/** What anybody may send to a route: as large as it takes, and made to cost much. */
import { addressOf } from '../../support/routes.js';
import { hostile } from '../../conformance/config/hostile.js';

export interface HostileCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const MIB = 1_048_576;
const filled = (piece: string, bytes: number): string =>
  piece.repeat(Math.floor(bytes / piece.length));

const shapes: readonly ((bytes: number) => string)[] = [
  (bytes) => `{"a":"${filled('x', bytes - 100)}"}`,
  (bytes) => filled('[', bytes - 100),
  (bytes) => filled('{"a":', bytes - 100),
  (bytes) => `{${Array.from({ length: Math.floor(bytes / 16) }, (_, at) => `"k${at}":1`).join()}}`,
  (bytes) => `{"a":[${filled('[],', bytes - 100)}[]]}`,
  (bytes) => `{"a":[${filled('"\\u0000",', bytes - 100)}0]}`,
];

/** Those that fit into what a configuration may be at these doors. */
const configurations = Object.values(hostile)
  .map((write) => write())
  .filter((text) => text.length < 400_000);

interface Route {
  readonly method: string;
  readonly path: string;
}

/** Every route with every shape, and the doors of configurations with each hostile one. */
export function hostileCalls(
  routes: readonly Route[],
  headers: Readonly<Record<string, string>>,
  repository: number,
): readonly HostileCall[] {
  const json = { ...headers, 'content-type': 'application/json' };
  const calls = routes
    .filter(({ method, path }) => !isOwnEnd(method, path))
    .flatMap(({ method, path }): HostileCall[] => {
      const address = addressOf(path, String(repository));
      if (method === 'GET' || method === 'HEAD') return [{ method, path: address, headers }];
      const bytes = /^\/(hooks|$)/.test(path) ? 8 * MIB : MIB;
      return shapes.map((write) => ({ method, path: address, headers: json, body: write(bytes) }));
    });
  const read = configurations.flatMap((config): HostileCall[] => [
    { method: 'POST', path: '/v3/lint', headers: json, body: JSON.stringify({ content: config }) },
    {
      method: 'POST',
      path: `/v3/repo/${repository}/request/preview`,
      headers: json,
      body: JSON.stringify({ config, ref: 'main' }),
    },
  ]);
  return shuffled([...calls, ...read, ...read]);
}

/** Whoever ends the own session or account, or the repository, does the others no harm. */
function isOwnEnd(method: string, path: string): boolean {
  return method === 'DELETE' || /session|logout|user|token/.test(path);
}

/** The same order each time, with neighbours that have nothing in common. */
function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item, at) => [(at * 7_919) % items.length, item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}
