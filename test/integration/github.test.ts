/** GitHub, from `repo add` to the finished build, against a stand-in of its API that listens here. */
import { randomUUID } from 'node:crypto';
import type { WireBuild, WireJob } from '@turnpike/core/contracts';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/api-client.js';
import {
  exampleOf,
  githubDelivery,
  startGithub,
  type Github,
  type Json,
  type Sent,
} from '../support/github.js';

const HEAD = 'c'.repeat(40);
const BROKEN = 'd'.repeat(40);
const MERGED = 'e'.repeat(40);

const push = (sha: string): Json => ({
  ...exampleOf('push'),
  ref: 'refs/heads/main',
  before: 'b'.repeat(40),
  after: sha,
  deleted: false,
  head_commit: null,
  commits: [],
});

/** The pull request of the example, at a commit of ours. */
const EXAMPLE = exampleOf('pull_request', 'opened');
const PULL = EXAMPLE['pull_request'] as Json;
const OPENED: Json = { ...PULL, number: 2, head: { ...(PULL['head'] as Json), sha: HEAD } };

let github: Github;
let platform: TestPlatform;
let repository: number;

beforeAll(async () => {
  const known = exampleOf('push')['repository'] as Json;
  github = await startGithub({
    repository: { ...known, default_branch: 'main' },
    yml: (ref) => (ref === BROKEN ? 'script: [\n' : 'language: shell\nscript: "true"\n'),
    commits: [HEAD, BROKEN, MERGED],
    pulls: { 2: { ...OPENED, mergeable: true, merge_commit_sha: MERGED } },
  });
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
}, 300_000);
afterAll(async () => {
  await platform.stop();
  github.close();
});

async function deliver(payload: Json | string, sent: Partial<Sent> = {}) {
  const answer = await platform.request(
    `/hooks/github/${repository}`,
    githubDelivery(payload, { secret: github.hookSecret, ...sent }),
  );
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
