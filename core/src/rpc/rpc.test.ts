import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { coreConfig } from '../contracts/config.js';
import { ConflictError } from '../contracts/errors.js';
import type { Principal, Route } from '../contracts/http.js';
import { defineService, type ServiceCaller } from '../contracts/service.js';
import { createAuthenticate } from '../http/authenticate.js';
import { createHttpHost, type HttpHost } from '../http/http-host.js';
import { silentLogger } from '../log/silent-logger.js';
import { noMetrics } from '../metrics/no-metrics.js';
import { markInside } from '../store/guard.js';
import { remoteClient } from './remote-client.js';
import { serviceRoutes } from './service-routes.js';

const ROLE = 'role-secret-0123456789';
const WORKER = 'worker-token-0123456789';
const ISSUED: Readonly<Record<string, Principal>> = {
  'run-4-1': { kind: 'run', jobId: 4, run: 1 },
  'job-4-1': { kind: 'job', jobId: 4, run: 1, buildId: 2, repositoryId: 1 },
};

const runRef = z.object({ jobId: z.number().int(), run: z.number().int() });
const toyService = defineService({
  name: 'toy',
  version: '1.2.0',
  methods: {
    forWorkers: {
      input: z.object({ name: z.string() }),
      output: z.object({ hello: z.string() }),
      allow: ['worker'],
      timeoutMs: 20_000,
      idempotent: true,
    },
    forRuns: {
      input: runRef,
      output: z.enum(['ok']),
      allow: ['run'],
      timeoutMs: 20_000,
      idempotent: true,
    },
    forRoles: {
      input: z.object({}),
      output: z.object({}),
      allow: ['role'],
      timeoutMs: 20_000,
      idempotent: false,
    },
  },
});

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function serve(routes: readonly Route[]): Promise<string> {
  const host: HttpHost = createHttpHost({
    config: coreConfig.parse({ http: { port: 0 } }),
    log: silentLogger,
    metrics: noMetrics,
    authenticate: createAuthenticate({
      tokens: { role: ROLE, worker: WORKER },
      issuer: { verify: async (token) => ISSUED[token] },
      hash: (token) => `#${token}`,
    }),
  });
  for (const route of routes) host.add(route, 'test');
  cleanups.push(() => host.close(100));
  return (await host.listen()).url;
}

function toyImplementation(callers: unknown[] = []) {
  return {
    forWorkers: async ({ name }: { name: string }) => ({ hello: name }),
    forRuns: async (_run: { jobId: number; run: number }, caller?: ServiceCaller) => {
      callers.push(caller);
      return 'ok' as const;
    },
    forRoles: async () => ({}),
  };
}

describe('a service between two processes', () => {
  it('looks like the service itself', async () => {
    const callers: unknown[] = [];
    const url = await serve(serviceRoutes(toyService, toyImplementation(callers)));
    const toy = remoteClient(toyService, { url, token: 'run-4-1' });
    expect(await toy.forRuns({ jobId: 4, run: 1 })).toBe('ok');
    expect(callers).toEqual([{ kind: 'run', run: { jobId: 4, run: 1 } }]);
    const worker = remoteClient(toyService, { url: `${url}/`, token: () => WORKER });
    expect(await worker.forWorkers({ name: 'ada' })).toEqual({ hello: 'ada' });
  });

  it('keeps code, message and details of an error, and its class', async () => {
    const url = await serve(
      serviceRoutes(toyService, {
        ...toyImplementation(),
        forWorkers: async () => {
          throw new ConflictError('TURNPIKE_LOG_GAP', 'Ends at 5.', { end: 5 });
        },
      }),
    );
    const toy = remoteClient(toyService, { url, token: WORKER });
    const error = await toy.forWorkers({ name: 'a' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ code: 'TURNPIKE_LOG_GAP', message: 'Ends at 5.' });
    expect((error as ConflictError).details['end']).toBe(5);
  });

  it('checks input before sending, and again on arrival; and output on both sides', async () => {
    const url = await serve(
      serviceRoutes(toyService, {
        ...toyImplementation(),
        forWorkers: async () => ({ hello: 7 }) as never,
      }),
    );
    const toy = remoteClient(toyService, { url, token: ROLE });
    await expect(toy.forWorkers({ name: 7 } as never)).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_INVALID',
      details: { problems: [expect.stringContaining('name')] },
    });
    await expect(toy.forWorkers({ name: 'a' })).rejects.toMatchObject({
      code: 'TURNPIKE_INTERNAL',
    });
    const raw = await fetch(`${url}/rpc/v1/toy/forRuns`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ROLE}`,
        'content-type': 'application/json',
        'turnpike-service-version': '1.0.0',
      },
      body: '{"input":{"jobId":"4"}}',
    });
    expect(raw.status).toBe(400);
  });

  it('that speaks another version is the caller’s fault', async () => {
    const url = await serve(serviceRoutes(toyService, toyImplementation()));
    for (const version of [undefined, '', '0.9.0', '__proto__', 'x'.repeat(2000)]) {
      const answer = await fetch(`${url}/rpc/v1/toy/forWorkers`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${ROLE}`,
          'content-type': 'application/json',
          ...(version === undefined ? {} : { 'turnpike-service-version': version }),
        },
        body: '{"input":{"name":"a"}}',
      });
      expect([version?.slice(0, 9), answer.status]).toEqual([version?.slice(0, 9), 400]);
    }
  });

  it('refuses another major version, from either side', async () => {
    const url = await serve(serviceRoutes(toyService, toyImplementation()));
    const newer = { ...toyService, version: '2.0.0' };
    await expect(
      remoteClient(newer, { url, token: WORKER }).forWorkers({ name: 'a' }),
    ).rejects.toMatchObject({ code: 'TURNPIKE_REMOTE_VERSION' });
    const old = await fakeServer((_attempt, answer) => {
      answer.setHeader('turnpike-service-version', '0.9.0');
      answer.end('{"output":{"hello":"a"}}');
    });
    await expect(
      remoteClient(toyService, { url: old.url, token: WORKER }).forWorkers({ name: 'a' }),
    ).rejects.toMatchObject({ code: 'TURNPIKE_REMOTE_VERSION', details: { theirs: '0.9.0' } });
  });

  it('tries idempotent calls again after a failure, others not', async () => {
    const failing = await fakeServer((attempt, answer, request) => {
      if (attempt < 3) return void request.socket.destroy();
      answer.setHeader('turnpike-service-version', '1.0.0');
      answer.end('{"output":{"hello":"a"}}');
    });
    const toy = remoteClient(toyService, { url: failing.url, token: ROLE });
    expect(await toy.forWorkers({ name: 'a' })).toEqual({ hello: 'a' });
    expect(failing.attempts()).toBe(3);

    const broken = await fakeServer((_attempt, _answer, request) => void request.socket.destroy());
    await expect(
      remoteClient(toyService, { url: broken.url, token: ROLE }).forRoles({}),
    ).rejects.toMatchObject({ code: 'TURNPIKE_REMOTE_UNAVAILABLE' });
    expect(broken.attempts()).toBe(1);
  });

  it('gives up after the time limit of the method', async () => {
    const hanging = await fakeServer(() => undefined);
    const { forRoles } = toyService.methods;
    const impatient = defineService({
      ...toyService,
      methods: { forRoles: { ...forRoles, timeoutMs: 50 } },
    });
    const started = Date.now();
    await expect(
      remoteClient(impatient, { url: hanging.url, token: ROLE }).forRoles({}),
    ).rejects.toMatchObject({ code: 'TURNPIKE_TIMEOUT' });
    expect(Date.now() - started).toBeLessThan(forRoles.timeoutMs);
  });

  it('is not called inside a store transaction', async () => {
    const toy = remoteClient(toyService, { url: 'http://127.0.0.1:9', token: ROLE });
    await expect(markInside(() => toy.forRoles({}))).rejects.toMatchObject({
      code: 'TURNPIKE_STORE_TRANSACTION',
    });
  });
});

describe('tokens', () => {
  const answers = { body: {} };
  const doors: readonly Route[] = [
    ...serviceRoutes(toyService, toyImplementation()),
    { method: 'GET', path: '/cache', allow: ['job'], handle: () => answers },
    { method: 'GET', path: '/page', allow: ['user'], handle: () => answers },
  ];
  const asked = {
    'what workers call': { path: 'toy/forWorkers', input: { name: 'a' } },
    'what a run calls of itself': { path: 'toy/forRuns', input: { jobId: 4, run: 1 } },
    'what another run of the job calls': { path: 'toy/forRuns', input: { jobId: 4, run: 2 } },
    'what a run of another job calls': { path: 'toy/forRuns', input: { jobId: 5, run: 1 } },
    'what roles call': { path: 'toy/forRoles', input: {} },
    'what a script asks': { get: '/cache' },
    'what people ask': { get: '/page' },
  } as const;
  type Asked = keyof typeof asked;
  /** Who is let in to what; all else must be refused. */
  const allowed: Readonly<Record<string, readonly Asked[]>> = {
    [ROLE]: [
      'what workers call',
      'what a run calls of itself',
      'what another run of the job calls',
      'what a run of another job calls',
      'what roles call',
    ],
    [WORKER]: ['what workers call'],
    'run-4-1': ['what a run calls of itself'],
    'job-4-1': ['what a script asks'],
  };

  it.each(Object.keys(allowed))('%s gets what is its own and nothing else', async (token) => {
    const url = await serve(doors);
    for (const name of Object.keys(asked) as Asked[]) {
      const status = await ask(url, asked[name], token);
      const expected = allowed[token]?.includes(name) ? 200 : 403;
      expect(status, name).toBe(expected);
    }
  });

  it.each(['', ROLE.slice(0, -1), `${WORKER}x`, 'nonsense'])('%j opens nothing', async (token) => {
    const url = await serve(doors);
    for (const name of Object.keys(asked) as Asked[]) {
      expect(await ask(url, asked[name], token), name).toBe(401);
    }
  });

  async function ask(
    url: string,
    what: { readonly path?: string; readonly input?: unknown; readonly get?: string },
    token: string,
  ): Promise<number> {
    const headers = {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      'content-type': 'application/json',
      'turnpike-service-version': '1.0.0',
    };
    const answer = what.get
      ? await fetch(`${url}${what.get}`, { headers })
      : await fetch(`${url}/rpc/v1/${what.path}`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ input: what.input }),
        });
    await answer.arrayBuffer();
    return answer.status;
  }
});

type Answer = (
  attempt: number,
  answer: import('node:http').ServerResponse,
  request: import('node:http').IncomingMessage,
) => void;
async function fakeServer(answer: Answer): Promise<{ url: string; attempts: () => number }> {
  let attempts = 0;
  const server = createServer((request, response) => {
    attempts += 1;
    request.resume();
    answer(attempts, response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, attempts: () => attempts };
}
