/** A real Gitea, from `repo add` to the status of a finished build, with jobs that clone from it. */
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import type { WireBuild, WireJob, WireRepository } from '@turnpike/core/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/api-client.js';
import { startGitea, type Gitea, type GiteaUser } from '../support/gitea.js';

const started = await startGitea();
if (!started) describe.skip('Gitea', () => it('has its repositories built'));
const YML = 'language: shell\nscript: cat *.txt\n';
const FILES = { '.travis.yml': YML, 'a.txt': 'ours\n' };
const DAY = 86_400;

interface Pull {
  readonly number: number;
  readonly head: { readonly sha: string };
}

describe.runIf(started)('a repository of Gitea', { timeout: 300_000 }, () => {
  const gitea = started as Gitea;
  let ada: GiteaUser;
  let bob: GiteaUser;
  let platform: TestPlatform;
  let repo: number;

  beforeAll(async () => {
    [ada, bob] = [await gitea.user('ada'), await gitea.user('bob')];
    await gitea.repository(ada, 'widgets', { files: FILES });
    platform = await testPlatform({
      config: {
        worker: { executor: 'local' },
        'executor-local': { allowForks: true },
        net: { allow: ['127.0.0.1'] },
        hosts: [{ id: 'work', kind: 'gitea', url: gitea.url, pollSeconds: 1 }],
        // What deliveries tell is told by them: looking comes a day later.
        gatekeeper: { pollSeconds: { work: DAY } },
      },
    });
    repo = await add('widgets', { install_hook: true });
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    await gitea.remove();
  }, 60_000);

  async function add(name: string, more: object): Promise<number> {
    const clone_url = `${gitea.url}/ada/${name}`;
    const body = { clone_url, token: ada.token, ...more };
    return (await platform.api.post<{ id: number }>('/v3/repos', body)).id;
  }
  const builds = async (id = repo) => {
    const path = `/v3/repo/${id}/builds?include=build.commit`;
    return (await platform.api.get<{ builds: WireBuild[] }>(path)).builds;
  };
  const finished = (what: string, find: (build: WireBuild) => boolean, id = repo) =>
    until(what, async () =>
      (await builds(id)).find((build) => find(build) && build.finished_at !== null),
    );
  const buildOf = (sha: string, id = repo) =>
    finished(`a build of ${sha}`, (build) => build.commit?.sha === sha, id);
  async function logOf(build: WireBuild): Promise<string> {
    const { jobs } = await platform.api.get<{ jobs: WireJob[] }>(`/v3/build/${build.id}/jobs`);
    return platform.api.text(`/v3/job/${jobs[0]?.id}/log.txt`);
  }
  const statusOf = (sha: string, context: string, status: string) =>
    until(`${context} is ${status} at ${sha}`, async () => {
      const path = `GET /repos/ada/widgets/statuses/${sha}`;
      const { body } = await gitea.call<{ context: string; status: string }[]>(ada, path);
      return body.find((one) => one.context.endsWith(context) && one.status === status);
    });

  it('has its first commit built when it is added, and a webhook', async () => {
    const [first] = await until('the first build', async () => {
      const all = await builds();
      return all.length > 0 && all[0]?.finished_at ? all : undefined;
    });
    expect(first).toMatchObject({ state: 'passed', event_type: 'push' });
    const { body } = await gitea.call<object[]>(ada, 'GET /repos/ada/widgets/hooks');
    expect(body).toMatchObject([{ active: true }]);
  });

  it('has a push built at once, and its status at Gitea', async () => {
    const file = { branch: 'main', path: 'b.txt', text: 'pushed\n' };
    const sha = await gitea.commit(ada, 'ada/widgets', file);
    const build = await buildOf(sha);
    expect(build).toMatchObject({ state: 'passed', event_type: 'push' });
    expect(await logOf(build)).toContain('pushed');
    await statusOf(sha, '/push', 'success');
  });

  it('has a pull request from a fork built as it would be merged', async () => {
    await gitea.call(bob, 'POST /repos/ada/widgets/forks', {});
    const theirs = { branch: 'feature', path: 'c.txt', text: 'theirs\n' };
    const head = await gitea.commit(bob, 'bob/widgets', theirs);
    await gitea.commit(ada, 'ada/widgets', { branch: 'main', path: 'd.txt', text: 'newer\n' });
    const { body: pull } = await gitea.call<Pull>(bob, 'POST /repos/ada/widgets/pulls', {
      ...{ title: 'Feature', head: 'bob:feature', base: 'main' },
    });
    const build = await finished('a build of it', (one) => one.event_type === 'pull_request');
    const log = await logOf(build);
    expect(build, log).toMatchObject({ state: 'passed', pull_request_number: pull.number });
    expect(build.commit?.sha).toBe(head);
    for (const text of ['theirs', 'newer']) expect(log).toContain(text);
    await statusOf(head, '/pr', 'success');
  });

  it('has more commits of the pull request built, and says what conflicts', async () => {
    const text = 'another\n';
    const file = { branch: 'feature', path: 'a.txt', text };
    const head = await gitea.commit(bob, 'bob/widgets', file);
    expect(await buildOf(head)).toMatchObject({ state: 'passed', event_type: 'pull_request' });
    await gitea.commit(ada, 'ada/widgets', { branch: 'main', path: 'a.txt', text: 'mine\n' });
    const next = await gitea.commit(bob, 'bob/widgets', {
      ...{ branch: 'feature', path: 'a.txt', text: 'not mine\n' },
    });
    const build = await buildOf(next);
    expect(build).toMatchObject({ state: 'errored' });
    expect(await logOf(build)).toContain('The pull request cannot be merged into main.');
    await statusOf(next, '/pr', 'error');
  });

  it('has a private one cloned by its token, which no log shows', async () => {
    await gitea.repository(ada, 'secret', { files: FILES, private: true });
    const id = await add('secret', {});
    const build = await finished('its first build', () => true, id);
    expect(build).toMatchObject({ state: 'passed', private: true });
    expect(await logOf(build)).not.toContain(ada.token);
  });
});

describe.runIf(started)('what Gitea tells nobody', { timeout: 300_000 }, () => {
  let gitea: Gitea;
  let ada: GiteaUser;
  let platform: TestPlatform;
  let repo: number;

  beforeAll(async () => {
    gitea = (await startGitea())!;
    ada = await gitea.user('ada');
    await gitea.repository(ada, 'widgets', { files: FILES });
    platform = await testPlatform({
      config: {
        worker: { executor: 'dummy' },
        net: { allow: ['127.0.0.1'] },
        hosts: [{ id: 'work', kind: 'gitea', url: gitea.url, pollSeconds: 1 }],
      },
    });
    const body = { clone_url: `${gitea.url}/ada/widgets`, token: ada.token };
    repo = (await platform.api.post<{ id: number }>('/v3/repos', body)).id;
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    await gitea.remove();
  }, 60_000);

  const shown = () => platform.api.get<WireRepository>(`/v3/repo/${repo}`);
  const called = (slug: string) =>
    until(`${slug} is its name`, async () => ((await shown()).slug === slug ? true : undefined));
  async function builtAfter(slug: string, text: string): Promise<void> {
    const sha = await gitea.commit(ada, slug, { branch: 'main', path: 'n.txt', text });
    await until(`a build of ${sha}`, async () => {
      const path = `/v3/repo/${repo}/builds?include=build.commit`;
      const { builds } = await platform.api.get<{ builds: WireBuild[] }>(path);
      return builds.find((build) => build.commit?.sha === sha);
    });
  }

  it('is found by asking: a rename', async () => {
    await gitea.call(ada, 'PATCH /repos/ada/widgets', { name: 'gadgets' });
    await called('ada/gadgets');
    await builtAfter('ada/gadgets', 'renamed');
  });

  it('a transfer', async () => {
    await gitea.call(ada, 'POST /orgs', { username: 'acme' });
    const made = await gitea.call(ada, 'POST /repos/ada/gadgets/transfer', { new_owner: 'acme' });
    expect(made.status).toBe(202);
    await called('acme/gadgets');
    await builtAfter('acme/gadgets', 'transferred');
  });

  it('a push while the server was away', async () => {
    await gitea.kill();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await gitea.start();
    await builtAfter('acme/gadgets', 'back');
  });
});
