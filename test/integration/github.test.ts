/** GitHub, from `repo add` to the finished build, against a stand-in of its API that listens here. */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import examples from '@octokit/webhooks-examples';
import type { WireBuild, WireJob } from '@turnpike/core/contracts';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/api-client.js';

type Json = Readonly<Record<string, unknown>>;
const HEAD = 'c'.repeat(40);
const BROKEN = 'd'.repeat(40);
const MERGED = 'e'.repeat(40);
const R = '/repos/Codertocat/Hello-World';

function exampleOf(name: string, action?: string): Json {
  const all = examples as unknown as readonly { name: string; examples: readonly Json[] }[];
  const of = all.find((one) => one.name === name)?.examples ?? [];
  const found = of.find((one) => action === undefined || one['action'] === action);
  if (!found) throw new Error(`there is no example of ${name}`);
  return found;
}
const push = (sha: string): Json => ({
  ...exampleOf('push'),
  ref: 'refs/heads/main',
  before: 'b'.repeat(40),
  after: sha,
  deleted: false,
  head_commit: null,
  commits: [],
});

const file = (text: string): Json => ({
  type: 'file',
  encoding: 'base64',
  size: text.length,
  content: Buffer.from(text).toString('base64'),
});
const person = { name: 'Ada', email: 'ada@example.com', date: '2024-01-02T03:04:05Z' };
const commit = (sha: string): Json => ({
  sha,
  html_url: `https://github.com/Codertocat/Hello-World/commit/${sha}`,
  commit: { message: 'One', author: person, committer: person },
});

/** The pull request of the example, at a commit of ours. */
const EXAMPLE = exampleOf('pull_request', 'opened');
const PULL = EXAMPLE['pull_request'] as Json;
const OPENED: Json = { ...PULL, number: 2, head: { ...(PULL['head'] as Json), sha: HEAD } };

/** What the host was told; answers of the paths that a platform asks for. */
interface Github {
  readonly url: string;
  readonly statuses: { readonly sha: string; readonly state: string }[];
  hookSecret: string;
  close(): void;
}

async function startGithub(repository: Json): Promise<Github> {
  const said: Github = { url: '', statuses: [], hookSecret: '', close: () => undefined };
  const answers: Record<string, (body: Json, query: URLSearchParams) => unknown> = {
    [`GET ${R}`]: () => repository,
    [`GET ${R}/hooks`]: () => [],
    [`POST ${R}/hooks`]: (body) => {
      said.hookSecret = String((body['config'] as Json)['secret']);
      return { id: 1 };
    },
    [`GET ${R}/contents/.travis.yml`]: (_body, query) =>
      file(query.get('ref') === BROKEN ? 'script: [\n' : 'language: shell\nscript: "true"\n'),
    ...Object.fromEntries(
      [HEAD, BROKEN, MERGED].map((sha) => [`GET ${R}/commits/${sha}`, () => commit(sha)]),
    ),
    [`GET ${R}/pulls/2`]: () => ({ ...OPENED, mergeable: true, merge_commit_sha: MERGED }),
  };
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
      const body = (text === '' ? {} : JSON.parse(text)) as Json;
      const status = new RegExp(`^${R}/statuses/(.*)$`).exec(pathname)?.[1];
      if (status) said.statuses.push({ sha: status, state: String(body['state']) });
      const answer = status
        ? () => ({})
        : answers[`${request.method} ${decodeURIComponent(pathname)}`];
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer?.(body, searchParams) ?? { message: 'Not Found' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(said, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
}

let github: Github;
let platform: TestPlatform;
let repository: number;

beforeAll(async () => {
  const known = exampleOf('push')['repository'] as Json;
  github = await startGithub({ ...known, default_branch: 'main' });
  platform = await testPlatform({
    config: {
      worker: { executor: 'dummy' },
      'vcs-github': { apiUrl: github.url, token: 'site' },
      gatekeeper: { pollSeconds: { git: 86_400, github: 86_400 } },
      listener: { bodyLimitBytes: 100_000 },
    },
  });
  const added = await platform.api.post<{ id: number }>('/v3/repos', {
    clone_url: `${github.url.replace('http:', 'https:')}/Codertocat/Hello-World.git`,
    provider: 'github',
    token: 'tok',
    install_hook: true,
  });
  repository = added.id;
}, 60_000);
afterAll(async () => {
  await platform.stop();
  github.close();
});

interface Sent {
  readonly event?: string;
  readonly guid?: string;
  readonly secret?: string;
}
async function deliver(payload: Json | string, { event = 'push', ...rest }: Sent = {}) {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const digest = createHmac('sha256', rest.secret ?? github.hookSecret)
    .update(body)
    .digest('hex');
  const answer = await platform.request(`/hooks/github/${repository}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': rest.guid ?? randomUUID(),
      'x-hub-signature-256': `sha256=${digest}`,
    },
  });
  return { status: answer.status, body: (await answer.json()) as Json };
}

const builds = async () =>
  (
    await platform.api.get<{ builds: WireBuild[] }>(
      `/v3/repo/${repository}/builds?include=build.commit`,
    )
  ).builds;
const buildOf = (find: (build: WireBuild) => boolean) =>
  until('a finished build', async () =>
    (await builds()).find((one) => find(one) && one.finished_at !== null),
  );

describe('a repository of GitHub', () => {
  it('gets its webhook when it is added', () => {
    expect(github.hookSecret).toMatch(/^.{20,}$/);
  });

  it('has a push built, once, and its status set', async () => {
    const guid = randomUUID();
    expect(await deliver(push(HEAD), { guid })).toMatchObject({ status: 202 });
    expect((await deliver(push(HEAD), { guid })).status).toBeLessThan(300);
    expect(await buildOf((build) => build.commit?.sha === HEAD)).toMatchObject({
      state: 'passed',
      event_type: 'push',
    });
    expect(await builds()).toHaveLength(1);
    await until('a status', async () =>
      github.statuses.find((one) => one.sha === HEAD && one.state === 'success'),
    );
  });

  it('shows a broken configuration as an errored build, with the line', async () => {
    await deliver(push(BROKEN));
    const build = await buildOf((one) => one.commit?.sha === BROKEN);
    expect(build).toMatchObject({ state: 'errored', config_error: true });
    expect(build.reason).toMatch(/line \d/);
    const { jobs } = await platform.api.get<{ jobs: WireJob[] }>(`/v3/build/${build.id}/jobs`);
    expect(jobs[0]?.reason).toBe(build.reason);
  });

  it('has a pull request built as it would be merged', async () => {
    const payload = { ...EXAMPLE, number: 2, pull_request: OPENED };
    expect((await deliver(payload, { event: 'pull_request' })).status).toBe(202);
    const build = await buildOf((one) => one.event_type === 'pull_request');
    expect(build).toMatchObject({ state: 'passed', pull_request_number: 2 });
    expect(build.commit?.sha).toBe(MERGED);
  });

  it('refuses what is not signed, broken or too large, each with a code, and goes on', async () => {
    const code = ({ status, body }: { status: number; body: Json }) => [
      status,
      body['code'] ?? (body['error'] as Json | undefined)?.['code'],
    ];
    expect(code(await deliver(push(HEAD), { secret: 'guessed' }))).toEqual([
      403,
      'TURNPIKE_DELIVERY_SIGNATURE',
    ]);
    expect(code(await deliver('{"ref": '))).toEqual([400, 'TURNPIKE_DELIVERY_MALFORMED']);
    expect(code(await deliver({ ...push(HEAD), pad: 'x'.repeat(200_000) }))).toEqual([
      413,
      'TURNPIKE_INPUT_TOO_LARGE',
    ]);
    const ping = { ...exampleOf('ping'), repository: exampleOf('push')['repository'] };
    expect(await deliver(ping, { event: 'ping' })).toMatchObject({ status: 202 });
  });

  it('takes a delivery once more when that is asked for', async () => {
    const { deliveries } = await platform.api.get<{
      deliveries: { id: number; event: string; outcome: string }[];
    }>(`/v3/repo/${repository}/deliveries`);
    const accepted = deliveries.findLast(
      (one) => one.event === 'push' && one.outcome === 'accepted',
    )!;
    const before = (await builds()).length;
    await platform.api.post(`/v3/delivery/${accepted.id}/redeliver`);
    await until('one more build', async () =>
      (await builds()).length === before + 1 ? true : undefined,
    );
  });
});
