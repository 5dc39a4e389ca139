/** Repositories that a GitHub App reaches: nothing is set up at them, and jobs clone by tokens of their own. */
import type { WireBuild, WireHookHealth, WireJob, WireRepository } from '@turnpike/core/contracts';
import { createTestRepository, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/api-client.js';
import type { Installation } from '../../support/github-host/app-calls.js';
import { GithubHost } from '../../support/github-host/github-host.js';
import { entryByApp, found, link, platformAt } from '../../support/github-host/linked.js';
import type { HostPerson, HostRepository } from '../../support/github-host/world.js';
import { githubDelivery } from '../../support/github.js';

const YML = 'language: shell\nscript: cat *.txt && git config --list && env\n';
const FILES = { '.travis.yml': YML, 'a.txt': 'from the app\n' };

describe('a GitHub App', { timeout: 300_000 }, () => {
  let github: GithubHost;
  let platform: TestPlatform;
  let ada: HostPerson;
  let installation: Installation;
  const made: { remove(): Promise<void> }[] = [];

  beforeAll(async () => {
    github = await GithubHost.start();
    platform = await platformAt(entryByApp(github), 'local');
    ada = github.person('ada');
    await link(platform, 'work', ada);
    installation = github.app.install('ada', []);
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    github.close();
    for (const one of made) await one.remove();
  }, 60_000);
  afterEach(() => {
    github.fault = undefined;
    github.app.behindMs = 0;
    github.app.refusalsOfNew = 0;
    installation.suspended = false;
    expect(github.oddities.splice(0)).toEqual([]);
  });

  async function repository(name: string): Promise<{ at: HostRepository; id: number }> {
    const real = await createTestRepository();
    made.push(real);
    const sha = await real.commit('First', FILES);
    const gitDir = `${real.path}/.git`;
    const at = github.repository(ada, name, { private: true, files: FILES, sha, gitDir });
    installation.repositories.add(at.id);
    return { at, id: await found(platform, 'work', at, github) };
  }
  const activate = (id: number) => platform.api.post<WireRepository>(`/v3/repo/${id}/activate`);
  const finished = (id: number, count = 1) =>
    until('a finished build', async () => {
      const path = `/v3/repo/${id}/builds`;
      const { builds } = await platform.api.get<{ builds: WireBuild[] }>(path);
      const done = builds.filter((one) => one.finished_at !== null);
      return done.length >= count ? done[0] : undefined;
    });
  async function logOf(build: WireBuild): Promise<string> {
    const { jobs } = await platform.api.get<{ jobs: WireJob[] }>(`/v3/build/${build.id}/jobs`);
    return platform.api.text(`/v3/job/${jobs[0]?.id}/log.txt`);
  }

  it("18. App: a job's token names one repository, reads contents, dies with the run, and is seen nowhere", async () => {
    const { at, id } = await repository('engine');
    await repository('other');
    const on = await activate(id);
    expect(on).toMatchObject({ active: true, hook: { installed: true } });
    expect(on.hook?.message).toContain('turnpike-of-acme');
    expect([at.hooks, at.keys]).toEqual([[], []]);
    const build = await finished(id);
    const log = await logOf(build);
    expect(build, log).toMatchObject({ state: 'passed' });
    expect(log).toContain('from the app');
    const asked = github.calls.filter(
      ({ path, body }) => path.endsWith('/access_tokens') && body['repository_ids'],
    );
    expect(asked.map(({ body }) => body)).toEqual([
      { repository_ids: [at.id], permissions: { contents: 'read' } },
    ]);
    const [token] = github.clones.filter((one) => one !== '');
    expect(token).toMatch(/^ghs_\d+_[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(token!.length).toBeGreaterThan(400);
    expect(log).not.toContain(token!.slice(-100));
    await until('its end', async () => (github.app.tokens.has(token!) ? undefined : true));
    // Of the whole installation, for the platform's own questions: still there.
    expect(github.app.tokens.size).toBe(1);
    const health = await platform.api.get<WireHookHealth>(`/v3/repo/${id}/hook/health`);
    expect(health).toMatchObject({ installed: true, problem: null });
  });

  it('18. App: its webhook has pushes built, signed by its own secret', async () => {
    const { at, id } = await repository('pushed');
    await activate(id);
    await finished(id);
    const sha = at.refs.get('refs/heads/main')!;
    const payload = {
      ...{ ref: 'refs/heads/next', before: '0'.repeat(40), after: sha, created: true },
      ...{ head_commit: null, commits: [], sender: { login: 'ada', id: ada.id } },
      installation: { id: installation.id },
      repository: {
        ...{ id: at.id, full_name: 'ada/pushed', private: true, default_branch: 'main' },
        ...{ clone_url: `${github.url}/ada/pushed.git`, owner: { login: 'ada', type: 'User' } },
      },
    };
    at.refs.set('refs/heads/next', sha);
    const send = (secret: string) =>
      platform.request('/hooks/work', githubDelivery(payload, { secret }));
    expect((await send('guessed')).status).toBe(403);
    expect((await send(github.app.webhookSecret)).status).toBe(202);
    expect(await finished(id, 2)).toMatchObject({ state: 'passed' });
  });

  it('19. A JWT by a clock 90 s fast works, and a fresh token that is refused twice then works', async () => {
    const { id } = await repository('clock');
    github.app.behindMs = 90_000;
    github.app.refusalsOfNew = 2;
    const before = github.refusals.length;
    await activate(id);
    const build = await finished(id);
    expect(build, await logOf(build)).toMatchObject({ state: 'passed' });
    expect(github.refusals.slice(before)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^'Issued at' claim/), 'Bad credentials']),
    );
  });
});
