/**
 * A fixture server for working on the pages without the platform: `npm run dev:fixture -w ui`, then open its address.
 * It serves `dist` under the platform's content policy, speaks the wire contract with invented data, and forgets
 * everything when it ends. No test uses it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { API, DEFAULT_SETTINGS, SYSTEM } from './canned.js';
import {
  branchesOf,
  builds,
  endBuild,
  fill,
  makeBuild,
  repositories,
  requests,
  run,
  type Build,
  type Job,
  type Repository,
} from './world.js';

const DIST = new URL('../dist/', import.meta.url).pathname;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const POLICY =
  "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

const sockets = new Map<WebSocket, Set<string>>();
let loggedIn = process.env.FIXTURE_ANONYMOUS === undefined;
let passwordNeeded = false;

function emit(event: string, data: Record<string, unknown>): void {
  for (const socket of sockets.keys()) socket.send(JSON.stringify({ event, data }));
  if (event === 'job:log') for (const [socket, topics] of sockets) sendLogs(socket, topics);
}

const offsets = new WeakMap<WebSocket, Map<string, number>>();
function sendLogs(socket: WebSocket, topics: Set<string>): void {
  for (const topic of topics) {
    if (!topic.startsWith('log:')) continue;
    const [id] = topic.slice(4).split('.').map(Number);
    const job = allJobs().find((one) => one.id === id);
    if (!job) continue;
    const bytes = Buffer.from(job.log);
    const known = offsets.get(socket) as Map<string, number>;
    const from = known.get(topic) ?? 0;
    if (bytes.length <= from && !job.sealed) continue;
    const text = bytes.subarray(from).toString();
    known.set(topic, bytes.length);
    if (job.sealed) topics.delete(topic);
    socket.send(
      JSON.stringify({
        log: { job: id, run: job.run, offset: from, end: bytes.length, text, sealed: job.sealed },
      }),
    );
  }
}

function allJobs(): Job[] {
  return builds.flatMap(({ jobs }) => jobs);
}
const buildOfJob = (id: number): Build | undefined =>
  builds.find(({ jobs }) => jobs.some((job) => job.id === id));

function paged<T>(key: string, all: readonly T[], query: URLSearchParams): object {
  const limit = Math.min(Number(query.get('limit') ?? 25), 100);
  const offset = Number(query.get('offset') ?? 0);
  const link = (at: number): object => ({ '@href': '', offset: at, limit });
  return {
    '@type': key,
    '@pagination': {
      limit,
      offset,
      count: all.length,
      is_first: offset === 0,
      is_last: offset + limit >= all.length,
      next: offset + limit < all.length ? link(offset + limit) : null,
      prev: offset > 0 ? link(offset - limit) : null,
      first: link(0),
      last: link(0),
    },
    [key]: all.slice(offset, offset + limit),
  };
}

const STRIPPED = new Set(['log', 'parts', 'sealed']);
/** Nested objects only as deep as a page needs them: the invented world is circular. */
function shallow(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((item) => shallow(item, depth));
  if (typeof value !== 'object' || value === null) return value;
  const typed = '@type' in value;
  const entries = Object.entries(value).filter(
    ([key]) =>
      !STRIPPED.has(key) &&
      !(depth > 2 && typed && ['jobs', 'current_build', 'repository', 'build'].includes(key)),
  );
  return Object.fromEntries(
    entries.map(([key, item]) => [key, shallow(item, typed ? depth + 1 : depth)]),
  );
}

interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}
const missing: Answer = {
  status: 404,
  body: {
    '@type': 'error',
    error_type: 'not_found',
    error_message: 'There is no such thing, or you may not see it.',
    error_code: 'TURNPIKE_NOT_FOUND',
  },
};

function repoOf(text: string): Repository | undefined {
  return repositories.find(
    ({ id, slug }) => String(id) === text || slug === decodeURIComponent(text),
  );
}

function rawLog(job: Job, request: IncomingMessage): Answer {
  const bytes = Buffer.from(job.log);
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'x-log-run': String(job.run),
    'x-log-end': String(bytes.length),
    'x-log-sealed': String(job.sealed),
  };
  if (from >= bytes.length && from > 0) return { status: 416, headers };
  return { status: from > 0 ? 206 : 200, headers, body: bytes.subarray(from) };
}

function runsOf(job: Job): object {
  const run = (
    number: number,
    state: string,
    reason: string | null,
    blame: string | null,
  ): object => ({
    '@type': 'run',
    job_id: job.id,
    run: number,
    worker: 'builder-1',
    state,
    blame,
    reason,
    received_at: job.created_at,
    started_at: job.started_at,
    finished_at: job.finished_at,
    log_bytes: job.log.length,
    log_lines: 80,
    log_sealed: true,
  });
  const first =
    job.id % 7 === 3 && job.run
      ? [run(1, 'lost', 'The worker was not heard of for 60 s.', 'platform')]
      : [];
  return {
    runs: job.run ? [run(job.run, job.state as string, job.reason ?? null, 'user'), ...first] : [],
  };
}

async function handle(
  request: IncomingMessage,
  url: URL,
  body: Record<string, unknown>,
): Promise<Answer> {
  const method = request.method ?? 'GET';
  const [, , kind = '', one = '', sub = '', ...rest] = url.pathname.split('/');
  const { searchParams: query } = url;
  if (kind === 'session') {
    if (method === 'DELETE') loggedIn = false;
    if (method === 'POST') {
      if (body.password === 'wrong')
        return {
          status: 403,
          body: {
            '@type': 'error',
            error_type: 'wrong_credentials',
            error_message: 'Name or password is wrong.',
          },
        };
      loggedIn = true;
      passwordNeeded = 'once' in body;
    }
    return {
      body: {
        '@type': 'session',
        user: loggedIn ? API.user : null,
        public: false,
        logins: [{ id: 'local', title: 'Password', kind: 'password' }],
        password_needed: passwordNeeded,
        version: '0.1.0',
      },
    };
  }
  if (kind === 'user' && one === 'password') {
    passwordNeeded = false;
    return { status: 204 };
  }
  if (kind === 'user') return { body: API.tokens };
  if (kind === 'ui') return { body: { '@type': 'ui', contributions: [] } };
  if (kind === 'system')
    return {
      body: {
        ...SYSTEM,
        waiting: allJobs()
          .filter(({ state }) => state === 'created')
          .slice(0, 20)
          .map((job) => ({ ...job, repository: buildOfJob(job.id)?.repository })),
        waiting_count: allJobs().filter(({ state }) => state === 'created').length,
      },
    };
  if (kind === 'lint') return { body: API.lint };
  if (kind === 'repos' || (kind === 'owner' && sub === 'repos')) {
    const name = query.get('name_filter') ?? '';
    return {
      body: paged(
        'repositories',
        repositories.filter(
          ({ slug }) => slug.includes(name) && (kind === 'repos' || slug.startsWith(`${one}/`)),
        ),
        query,
      ),
    };
  }
  if (kind === 'repo') return repo(repoOf(one), method, sub, rest, query, body);
  if (kind === 'build')
    return build(
      builds.find(({ id }) => id === Number(one)),
      method,
      sub,
    );
  if (kind === 'job')
    return job(
      allJobs().find(({ id }) => id === Number(one)),
      method,
      sub,
      request,
    );
  return missing;
}

function repo(
  found: Repository | undefined,
  method: string,
  sub: string,
  rest: string[],
  query: URLSearchParams,
  body: Record<string, unknown>,
): Answer {
  if (!found) return missing;
  if (sub === '') return { body: found };
  if (sub === 'activate' || sub === 'deactivate') found.active = sub === 'activate';
  if (sub === 'builds') {
    const types = query.get('build.event_type')?.split(',');
    const states = query.get('build.state')?.split(',').filter(Boolean) ?? [];
    const own = builds.filter(
      ({ repository, event_type, state }) =>
        repository?.id === found.id &&
        (!types || types.includes(event_type)) &&
        (states.length === 0 || states.includes(state)),
    );
    return { body: paged('builds', own.reverse(), query) };
  }
  if (sub === 'branches') return { body: paged('branches', branchesOf(found), query) };
  if (sub === 'requests' && method === 'POST') {
    const number = Number(found.current_build?.number ?? 0) + 1;
    const made = makeBuild(found, number, Date.now());
    requests.unshift({
      '@type': 'request',
      repository_id: found.id,
      id: 1000 + number,
      state: 'finished',
      result: 'approved',
      message: null,
      event_type: 'api',
      branch_name: String(body.branch),
      builds: [made],
      created_at: new Date().toISOString(),
    });
    void run(made, emit);
    return {
      status: 202,
      body: {
        '@type': 'pending',
        state_change: 'created',
        resource_type: 'request',
        request: { id: 1000 + number },
      },
    };
  }
  if (sub === 'requests')
    return {
      body: paged(
        'requests',
        requests.filter(({ repository_id }) => repository_id === found.id),
        query,
      ),
    };
  if (sub === 'request' && rest[0] === 'preview') return { body: API.lint };
  if (sub === 'request') return { body: requests.find(({ id }) => id === Number(rest[0])) };
  if (sub === 'settings') return { body: { '@type': 'settings', settings: DEFAULT_SETTINGS } };
  if (sub === 'setting') {
    const setting = DEFAULT_SETTINGS.find(({ name }) => name === rest[0]);
    return { body: Object.assign(setting ?? {}, { value: body.value }) };
  }
  if (sub === 'env_vars') return { body: API.envVars };
  if (sub === 'crons') return { body: API.crons };
  if (sub === 'deliveries') return { body: paged('deliveries', API.deliveries, query) };
  if (sub === 'key_pair') return { body: API.keyPair };
  return { body: found };
}

function build(found: Build | undefined, method: string, sub: string): Answer {
  if (!found) return missing;
  if (sub === 'config') return { body: API.config };
  if (sub === 'notifications') return { body: API.notifications };
  if (sub === 'restart') {
    found.jobs.forEach((one) =>
      Object.assign(one, { state: 'created', started_at: null, finished_at: null }),
    );
    void run(found, emit);
  }
  if (sub === 'cancel') endBuild(found, 'canceled', Date.now());
  return method === 'POST' ? { status: 202, body: { '@type': 'pending' } } : { body: found };
}

function job(
  found: Job | undefined,
  method: string,
  sub: string,
  request: IncomingMessage,
): Answer {
  if (!found) return missing;
  const parent = buildOfJob(found.id) as Build;
  if (sub === 'log.txt') return rawLog(found, request);
  if (sub === 'runs') return { body: { '@type': 'runs', ...runsOf(found) } };
  if (sub === 'cancel') found.cancel_requested = true;
  if (sub === 'restart')
    void run({ ...parent, jobs: [found], stages: parent.stages.slice(0, 1) }, emit);
  if (method === 'POST') return { status: 202, body: { '@type': 'pending' } };
  return {
    body: {
      ...found,
      build: { ...parent, repository: undefined },
      repository: parent.repository,
      commit: parent.commit,
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : {};
}

async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const name = extname(path) && !path.includes('..') ? normalize(path) : 'index.html';
  const content = await readFile(join(DIST, name)).catch(() => undefined);
  response.writeHead(content ? 200 : 404, {
    'content-type': TYPES[extname(name)] ?? 'text/plain',
    'content-security-policy': POLICY,
  });
  response.end(content ?? 'not found');
}

fill();
const live = repositories[0] as Repository;
if (process.env.FIXTURE_RUN !== undefined) void run(makeBuild(live, 39, Date.now()), emit);

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (!url.pathname.startsWith('/v3/')) return serveFile(url.pathname, response);
  const answer = await handle(request, url, await readBody(request));
  const raw = Buffer.isBuffer(answer.body);
  response.writeHead(answer.status ?? 200, {
    'content-type': 'application/json',
    ...answer.headers,
  });
  response.end(
    raw
      ? answer.body
      : answer.body === undefined
        ? undefined
        : JSON.stringify(shallow(answer.body)),
  );
});
const upgrades = new WebSocketServer({ server, path: '/live' });
upgrades.on('connection', (socket) => {
  sockets.set(socket, new Set());
  offsets.set(socket, new Map());
  socket.send(JSON.stringify({ hello: { version: '0.1.0', bus: true } }));
  socket.on('close', () => sockets.delete(socket));
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as { subscribe?: string[]; unsubscribe?: string[] };
    const topics = sockets.get(socket) as Set<string>;
    for (const topic of message.subscribe ?? []) {
      const [name = '', offset = '0'] = topic.split('@');
      topics.add(name);
      offsets.get(socket)?.set(name, Number(offset));
    }
    for (const topic of message.unsubscribe ?? []) topics.delete(topic);
    sendLogs(socket, topics);
  });
});
server.listen(Number(process.env.PORT ?? 3031), '127.0.0.1', () => {
  const address = server.address();
  console.log(`fixture http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
});
