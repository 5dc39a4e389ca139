/** Every route, on each database, with what is no text in every parameter, query and string of its body. */
import { readdirSync, readFileSync } from 'node:fs';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../support/routes.js';
import { dropPostgres, freshPostgres, hasPostgres } from '../support/postgres.js';

const NUL = 'a\0b';
const HALF = 'a\ud83cb';
const PARAMETER = /:\w+(\([^)]*\))?/g;
const QUERIES = [
  ...['branch', 'cursor', 'event', 'event_type', 'include', 'login', 'number', 'owner', 'path'],
  ...[
    'q',
    'query',
    'ref',
    'repository',
    'role',
    'run',
    'search',
    'slug',
    'sort_by',
    'state',
    'tag',
  ],
];

/** Names that bodies of the API have, from its source. */
function memberNames(): readonly string[] {
  const folder = new URL('../../plugins/api/src/resources/', import.meta.url);
  const files = readdirSync(folder).filter((file) => !file.endsWith('.test.ts'));
  const text = files.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  return [
    ...new Set([...text.matchAll(/'?\b([a-z][\w.]{2,30})'?: /g)].map((found) => found[1] ?? '')),
  ];
}

describe.each(['sqlite', 'postgres'] as const)('what is no text, on %s', (database) => {
  const here = database === 'sqlite' || hasPostgres();
  let platform: TestPlatform;
  let url: string | undefined;
  let token: string;
  let routes: readonly { readonly method: string; readonly path: string }[];

  beforeAll(async () => {
    if (!here) return;
    if (database === 'postgres') url = await freshPostgres();
    platform = await testPlatform({
      config: {
        worker: { executor: 'dummy' },
        http: { ratePerMinute: 0 },
        ...(url === undefined ? {} : { database: { url } }),
      },
    });
    token = platform.api.token;
    routes = platform.routes().filter(({ upgrade }) => !upgrade);
  }, 120_000);
  afterAll(async () => {
    if (!here) return;
    await platform.stop();
    if (url !== undefined) await dropPostgres(url);
  }, 60_000);

  const ask = async (method: string, path: string, who: string | null, body?: unknown) => {
    const answer = await fetch(platform.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(who === null ? {} : { authorization: `token ${who}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  const faulty: string[] = [];
  const expectFine = (status: number, what: string, refused = false): void => {
    if (status >= 500 || (refused && status < 400)) faulty.push(`${status} ${what}`);
  };

  it.skipIf(!here)(
    'is refused in the address of every route, and is nobody’s fault but the sender’s',
    async () => {
      faulty.length = 0;
      for (const { method, path } of routes) {
        const names = path.match(PARAMETER) ?? [];
        for (const who of [token, null]) {
          for (const name of names) {
            const address = addressOf(path.replace(name, 'a%00b'), '1');
            expectFine(await ask(method, address, who), `${method} ${address}`, true);
          }
          const query = QUERIES.map((name) => `${name}=a%00b`).join('&');
          const address = `${addressOf(path, '1')}?${query}`;
          expectFine(await ask(method, address, who), `${method} ${address}`, true);
        }
      }
      expect(faulty).toEqual([]);
    },
    240_000,
  );

  it.skipIf(!here)(
    'is refused in the body of every route that takes one',
    async () => {
      faulty.length = 0;
      const members = memberNames();
      expect(members.length).toBeGreaterThan(15);
      for (const { method, path } of routes.filter(({ method: name }) => /^P/.test(name))) {
        for (const text of [NUL, HALF]) {
          for (const body of [
            Object.fromEntries(members.map((name) => [name, text])),
            { [text]: 1 },
            { request: { config: { deep: [{ script: text }] } } },
          ]) {
            const address = addressOf(path, '1');
            expectFine(await ask(method, address, token, body), `${method} ${address}`);
          }
        }
      }
      expect(faulty).toEqual([]);
    },
    240_000,
  );
});
