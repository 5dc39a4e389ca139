/** A pull request from a fork that takes what it can get, while a build of the repository has its secrets. */
import { constants, publicEncrypt } from 'node:crypto';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { WireBuild, WireJob } from '@turnpike/core/contracts';
import { testPlatform } from '@turnpike/sdk/testing';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, until, type ApiClient } from '../support/api-client.js';
import {
  exampleOf,
  githubDelivery,
  startGithub,
  type Github,
  type Json,
} from '../support/github.js';
import { hostileScript, lootOf, type Loot } from '../support/hostile-script.js';
import { freePort } from '../support/mosquitto.js';
import { ordinaryUser, type OrdinaryUser } from '../support/ordinary-user.js';
import { addressOf } from '../support/routes.js';
import { cliAccess, startProcess, type PlatformProcess } from '../support/process.js';

const SECRETS = {
  role: 'role-secret-of-this-platform-0123456789',
  worker: 'worker-token-of-this-platform-0123456789',
  broker: 'broker-password-of-this-platform',
  environment: 'hidden-in-the-server-environment',
  host: 'token-of-the-code-host',
  config: 'hidden-in-the-configuration',
  settings: 'hidden-in-the-settings',
};
const [MAIN, HEAD, MERGED] = ['a', 'c', 'e'].map((letter) => letter.repeat(40)) as [
  string,
  string,
  string,
];
const isRoot = process.getuid?.() === 0;

/** What the repository's own build does: shows that it was told, leaves its secret in its home, stays. */
const OWN = `echo "told \${#FROM_CONFIG} \${#FROM_SETTINGS}"
printf '%s' "$FROM_SETTINGS" >planted
sleep 100`;

/** Calls of every route, with what exists here in the place of parameters. */
async function everyCall(): Promise<readonly string[]> {
  const platform = await testPlatform({ config: { worker: { executor: 'dummy' } } });
  const routes = platform.routes().filter(({ upgrade }) => !upgrade);
  await platform.stop();
  return routes.map(({ method, path }) => `${method} ${addressOf(path, '1')}`);
}

interface Scene {
  readonly platform: PlatformProcess;
  readonly github: Github;
  readonly api: ApiClient;
  readonly repository: number;
  readonly main: WireJob;
  readonly before: string;
  readonly after: string;
  readonly loot: Loot;
  readonly log: string;
  readonly token: string;
}

async function play(folder: string, as: OrdinaryUser | undefined): Promise<Scene> {
  const known = exampleOf('push')['repository'] as Json;
  const example = exampleOf('pull_request', 'opened');
  const pull = example['pull_request'] as Json;
  const head = pull['head'] as Json;
  const fork = { ...(head['repo'] as Json), id: 99, full_name: 'mallory/Hello-World', fork: true };
  const opened = { ...pull, number: 2, head: { ...head, sha: HEAD, repo: fork } };
  const yml: Record<string, string> = {};
  const github = await startGithub({
    repository: { ...known, default_branch: 'main' },
    yml: (ref) => yml[ref ?? ''] ?? yml[MERGED] ?? '',
    commits: [MAIN, HEAD, MERGED],
    pulls: { 2: { ...opened, mergeable: true, merge_commit_sha: MERGED } },
  });
  const broker = await freePort();
  const platform = await startProcess({
    name: 'platform',
    folder,
    ...(as === undefined ? {} : { as }),
    config: {
      http: { port: await freePort(), ratePerMinute: 0 },
      tokens: { role: SECRETS.role, worker: SECRETS.worker },
      broker: {
        listen: { port: broker },
        users: [{ user: 'worker', password: SECRETS.broker, rights: 'worker' }],
      },
      worker: { slots: 2 },
      'executor-local': { allowForks: true },
      'vcs-github': { apiUrl: github.url },
      gatekeeper: { pollSeconds: { git: 86_400, github: 86_400 } },
      keyFile: join(folder, 'key-elsewhere'),
      database: { url: `sqlite:${join(folder, 'elsewhere.db')}` },
    },
    env: { MAIL_PASSWORD: SECRETS.environment },
  });
  const access = await cliAccess(platform.dataDir);
  const api = apiClient(access.url, access.token);
  const { id: repository } = await api.post<{ id: number }>('/v3/repos', {
    clone_url: `${github.url.replace('http:', 'https:')}/Codertocat/Hello-World.git`,
    provider: 'github',
    token: SECRETS.host,
    install_hook: true,
  });
  await api.post(`/v3/repo/${repository}/env_vars`, {
    'env_var.name': 'FROM_SETTINGS',
    'env_var.value': SECRETS.settings,
    'env_var.public': false,
  });
  const { public_key: key } = await api.get<{ public_key: string }>(
    `/v3/repo/${repository}/key_pair/generated`,
  );
  const padding = constants.RSA_PKCS1_PADDING;
  const secure = publicEncrypt({ key, padding }, Buffer.from(`FROM_CONFIG=${SECRETS.config}`));
  const ymlOf = (script: string): string =>
    stringify({
      language: 'shell',
      git: { clone: false },
      env: { global: [{ secure: secure.toString('base64') }] },
      script,
    });
  yml[MAIN] = ymlOf(OWN);
  yml[MERGED] = ymlOf(
    hostileScript({
      url: platform.url,
      broker,
      places: [
        platform.dataDir,
        ...['turnpike.yml', 'key-elsewhere', 'elsewhere.db'].map((name) => join(folder, name)),
      ],
      calls: [...(await everyCall()), 'PUT /storage/caches/main/poison.tgz'],
    }),
  );
  yml[HEAD] = yml[MERGED];

  const deliver = async (event: string, payload: Json): Promise<void> => {
    const sent = githubDelivery(payload, { event, secret: github.hookSecret });
    const answer = await fetch(`${platform.url}/hooks/github/${repository}`, sent);
    expect(answer.status).toBe(202);
  };
  const job = async (sha: string, done: (job: WireJob, log: string) => boolean) =>
    until(`the job of ${sha}`, async () => {
      const { builds } = await api.get<{ builds: WireBuild[] }>(
        `/v3/repo/${repository}/builds?include=build.commit`,
      );
      const build = builds.find((one) => one.commit?.sha === sha);
      if (!build) return undefined;
      const { jobs } = await api.get<{ jobs: WireJob[] }>(`/v3/build/${build.id}/jobs`);
      const log = await api.text(`/v3/job/${jobs[0]!.id}/log.txt`).catch(() => '');
      return jobs[0] && done(jobs[0], log) ? { job: jobs[0], log } : undefined;
    });
  const state = async (): Promise<string> => {
    const texts = [
      `/v3/repo/${repository}/settings`,
      `/v3/repo/${repository}/env_vars`,
      '/v3/users',
    ].map((path) => api.text(path).catch(() => 'none'));
    const { id, state: now } = (await job(MAIN, () => true)).job;
    return JSON.stringify([...(await Promise.all(texts)), id, now]);
  };

  await deliver('push', {
    ...exampleOf('push'),
    ref: 'refs/heads/main',
    before: 'b'.repeat(40),
    after: MAIN,
    deleted: false,
    head_commit: null,
    commits: [],
  });
  const { job: main } = await job(MAIN, (_job, log) => log.includes('told '));
  const before = await state();
  await deliver('pull_request', { ...example, number: 2, pull_request: opened });
  const ended = new Set(['passed', 'failed', 'errored', 'canceled']);
  const { log } = await job(MERGED, (one) => ended.has(one.state ?? ''));
  const after = await state();
  return {
    ...{ platform, github, api, repository, main, before, after, log },
    ...{ loot: lootOf(log), token: access.token },
  };
}

describe.each([
  { who: 'root', as: undefined, runs: isRoot },
  { who: 'a user of its own', as: isRoot ? ordinaryUser() : undefined, runs: true },
])('a fork on a server that is $who', ({ as, runs }) => {
  let folder: string;
  let scene: Scene;
  beforeAll(async () => {
    if (!runs) return;
    // Not below /tmp: jobs have one of their own.
    folder = mkdtempSync('/var/tmp/strangers-hands-');
    // As /etc is: what protects files here is not the folder above.
    chmodSync(folder, 0o755);
    scene = await play(join(folder, 'platform'), as);
  }, 300_000);
  afterAll(async () => {
    await scene?.platform.kill();
    scene?.github.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it.runIf(runs)('is there while the own build has its secrets', async () => {
    const log = await scene.api.text(`/v3/job/${scene.main.id}/log.txt`);
    expect(log).toContain(`told ${SECRETS.config.length} ${SECRETS.settings.length}`);
    expect(scene.log).toContain('@@end');
  });

  it.runIf(runs)('reads none of them, nor any of the server', () => {
    const { found } = scene.loot;
    expect(found.get('env')).toContain('TRAVIS_PULL_REQUEST=2');
    expect([...found.keys()]).toEqual(
      expect.arrayContaining(['env', 'own', 'processes', 'parents', 'places', 'others', 'bodies']),
    );
    for (const [attempt, text] of found)
      for (const [name, secret] of Object.entries({ ...SECRETS, admin: scene.token }))
        expect(text.includes(secret), `${name} by ${attempt}`).toBe(false);
    // Its own first process is all there is besides itself.
    expect(found.get('processes')).not.toMatch(/turnpike\.js|sleep/);
    for (const attempt of ['places', 'others']) expect(found.get(attempt), attempt).toBe('');
  });

  it.runIf(runs)('is refused by every write, and changes nothing', () => {
    const { answers } = scene.loot;
    expect(answers.size).toBeGreaterThan(80);
    const others = [...answers].filter(
      ([call, code]) => !call.startsWith('GET ') && ![401, 403].includes(code),
    );
    // What its token is for, in its own build; and the door of deliveries, which asks for a signature.
    expect(Object.fromEntries(others)).toEqual({
      'PUT /storage/workspaces/1': 201,
      'PUT /storage/artifacts/1': 201,
      'POST /hooks/1/1': 404,
      'POST /hooks/1': 404,
      'POST /': 400,
    });
    expect(answers.get('PUT /storage/caches/main/poison.tgz')).toBe(403);
    expect(answers.get('PUT /logs/1/1')).toBe(403);
    expect([401, 403]).toContain(answers.get('UPGRADE /live'));
    expect(scene.after).toBe(scene.before);
  });

  it.runIf(runs)('hears nothing from the broker', () => {
    // Refused (CONNACK 4 or 5), or cut off; and nothing after it.
    expect([...scene.loot.broker.keys()]).toEqual(['nobody', 'token', 'worker']);
    for (const [attempt, hex] of scene.loot.broker)
      expect(hex, attempt).toMatch(/^(nothing|2002000[45])$/);
  });
});
