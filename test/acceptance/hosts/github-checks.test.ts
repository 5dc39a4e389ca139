/** What GitHub shows at a commit: checks where an app reaches the repository, statuses elsewhere, never both. */
import type { WireBuild, WireRepository } from '@turnpike/core/contracts';
import { plugin } from '@turnpike/plugin-vcs-github';
import { tokens, type CheckRun, type CommitStatus, type VcsProvider } from '@turnpike/sdk';
import { repositoryRecord, testPlugin, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/api-client.js';
import type { Installation } from '../../support/github-host/app-calls.js';
import { GithubHost } from '../../support/github-host/github-host.js';
import { entryByApp, found, link, platformAt } from '../../support/github-host/linked.js';
import type { HostPerson, HostRepository } from '../../support/github-host/world.js';
import { githubDelivery, type Json } from '../../support/github.js';

const UNKNOWN = Array.from({ length: 120 }, (_, number) => `nonsense_${number}: 1\n`).join('');
const SHA = 'c'.repeat(40);

describe('what GitHub shows of builds', { timeout: 300_000 }, () => {
  let github: GithubHost;
  let platform: TestPlatform;
  let ada: HostPerson;
  let installation: Installation;

  beforeAll(async () => {
    github = await GithubHost.start();
    platform = await platformAt(entryByApp(github), 'dummy');
    ada = github.person('ada');
    await link(platform, 'work', ada);
    installation = github.app.install('ada', []);
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    github.close();
  }, 60_000);
  afterEach(() => expect(github.oddities.splice(0)).toEqual([]));

  async function repository(
    name: string,
    yml: string,
    byApp = true,
  ): Promise<{ at: HostRepository; id: number }> {
    const at = github.repository(ada, name, { private: true, files: { '.travis.yml': yml } });
    if (byApp) installation.repositories.add(at.id);
    const id = await found(platform, 'work', at, github);
    await platform.api.post<WireRepository>(`/v3/repo/${id}/activate`);
    return { at, id };
  }
  const buildsOf = async (id: number) =>
    (await platform.api.get<{ builds: WireBuild[] }>(`/v3/repo/${id}/builds`)).builds;
  const completed = (at: HostRepository, count = 1) =>
    until(`${count} completed checks`, async () => {
      const done = at.checks.filter(({ body }) => body['status'] === 'completed');
      return done.length >= count ? done : undefined;
    });
  const deliver = (event: string, payload: Json, at: HostRepository) =>
    platform.request(
      '/hooks/work',
      githubDelivery(
        {
          ...{ ...payload, sender: { login: 'ada', id: ada.id } },
          repository: {
            ...{ id: at.id, full_name: `${at.owner}/${at.name}`, private: true },
            ...{ clone_url: `${github.url}/${at.owner}/${at.name}.git`, owner: { login: 'ada' } },
          },
        },
        { event, secret: github.app.webhookSecret },
      ),
    );

  it('29. Check run: a build has one with summary, jobs, configuration and 120 annotations in 3 requests, and no status', async () => {
    const yml = `language: shell\nscript: "true"\nenv: [A=1, A=2]\n${UNKNOWN}`;
    const { at, id } = await repository('annotated', yml);
    const [check] = await completed(at);
    const [build] = await buildsOf(id);
    expect(check?.body).toMatchObject({
      ...{ name: 'Turnpike - Push', head_sha: SHA, external_id: String(build?.number) },
      ...{ conclusion: 'success', details_url: expect.stringContaining(`/builds/${build?.id}`) },
      output: { title: 'The build passed', text: expect.stringContaining('"language": "shell"') },
    });
    const { summary } = check!.body['output'] as { summary: string };
    expect(summary).toContain(`| [${build?.number}.1](`);
    expect(summary).toContain(`| [${build?.number}.2](`);
    expect(check?.annotations).toHaveLength(120);
    expect(check?.annotations[0]).toMatchObject({
      ...{ path: '.travis.yml', start_line: 4, annotation_level: 'warning' },
      message: expect.stringContaining('nonsense_0'),
    });
    const withThem = github.calls.filter(
      ({ path, body }) =>
        path.includes(`${at.name}/check-runs`) &&
        ((body['output'] as { annotations?: object[] } | undefined)?.annotations ?? []).length > 0,
    );
    expect(withThem).toHaveLength(3);
    expect(at.statuses).toEqual([]);
    expect(at.checks).toHaveLength(1);
  });

  it('29. Check run: re-run of the run and of the suite (of a fork: no branch) restarts the right build and makes a new run', async () => {
    const { at, id } = await repository('again', 'language: shell\nscript: "true"\n');
    const [first] = await completed(at);
    const [build] = await buildsOf(id);
    const run = {
      head_sha: SHA,
      external_id: String(build?.number),
      check_suite: { head_branch: 'main' },
    };
    expect((await deliver('check_run', { action: 'rerequested', check_run: run }, at)).status).toBe(
      202,
    );
    await completed(at, 2);
    const suite = { head_sha: SHA, head_branch: null, pull_requests: [] };
    expect(
      (await deliver('check_suite', { action: 'rerequested', check_suite: suite }, at)).status,
    ).toBe(202);
    const all = await completed(at, 3);
    expect(all.map(({ body }) => body['external_id'])).toEqual(
      all.map(() => first?.body['external_id']),
    );
    expect(await buildsOf(id)).toHaveLength(1);
    expect(at.statuses).toEqual([]);
  });

  it('29. Check run: a repository that no app reaches has statuses and no check', async () => {
    const { at } = await repository('statuses', 'language: shell\nscript: "true"\n', false);
    await until('the last status', async () =>
      at.statuses.find(({ state }) => state === 'success'),
    );
    expect(at.checks).toEqual([]);
    expect(new Set(at.statuses.map(({ context }) => context)).size).toBe(1);
  });

  describe('as the provider writes it', () => {
    let provider: VcsProvider;
    let stop: () => Promise<void>;
    beforeAll(async () => {
      const host = await testPlugin(plugin, {
        core: { hosts: [entryByApp(github)], net: { allow: ['127.0.0.1'] } },
      });
      provider = host.resolve(tokens.vcsProviders).find(({ id }) => id === 'work')!;
      stop = () => host.stop({ force: true });
    });
    afterAll(() => stop());
    const access = (at: HostRepository) => ({
      repository: repositoryRecord({
        ...{ vcsProvider: 'work', vcsId: String(at.id), slug: `ada/${at.name}`, private: true },
        cloneUrl: `${github.url}/ada/${at.name}.git`,
      }),
      credential: { kind: 'token', token: ada.token } as const,
    });
    const of = (name: string, byApp: boolean): HostRepository => {
      const at = github.repository(ada, name, { private: true });
      if (byApp) installation.repositories.add(at.id);
      return at;
    };
    const check = (patch: Partial<CheckRun> = {}): CheckRun => ({
      ...{ sha: SHA, name: 'Turnpike - Push', externalId: '7', conclusion: 'failure' },
      ...{ detailsUrl: 'https://ci.example/builds/7', startedAt: 1_000, completedAt: 60_000 },
      ...{ title: 'The build failed', summary: 'S', text: '', annotations: [] },
      ...patch,
    });

    it('29. Check run: a summary of 70,000 characters with emoji is cut validly, its code block closed', async () => {
      const at = of('long', true);
      const summary = `x\n\`\`\`\n${'👩‍💻🚂'.repeat(10_000)}`;
      expect(summary.length).toBeGreaterThan(70_000);
      expect(await provider.setCheck!(access(at), check({ summary }))).toBe(true);
      const { summary: cut } = at.checks[0]!.body['output'] as { summary: string };
      expect(cut.length).toBeLessThanOrEqual(65_535);
      expect(cut.length).toBeGreaterThan(65_000);
      expect(cut).not.toMatch(/\p{Surrogate}/u);
      expect(cut.match(/^```$/gm)).toHaveLength(2);
      expect(cut).toMatch(/This was cut/);
    });

    it('29. Check run: what was sent twice is there once, and goes on where it was left', async () => {
      const at = of('twice', true);
      const annotations = Array.from({ length: 120 }, (_, line) => ({
        ...{ path: 'a.ts', line: line + 1, level: 'warning' as const, title: 't', message: 'm' },
      }));
      let patches = 0;
      github.fault = ({ method }) =>
        method === 'PATCH' && ++patches === 2
          ? { status: 502, body: { message: 'Bad' } }
          : undefined;
      const whole = check({ annotations });
      await expect(provider.setCheck!(access(at), whole)).rejects.toMatchObject({
        retryable: true,
      });
      github.fault = undefined;
      expect(await provider.setCheck!(access(at), whole)).toBe(true);
      expect(await provider.setCheck!(access(at), whole)).toBe(true);
      expect(at.checks).toHaveLength(1);
      expect(at.checks[0]!.annotations).toHaveLength(120);
    });

    it('29. Check run: a build that was begun with a status ends with one', async () => {
      const at = of('begun', true);
      const { detailsUrl: target_url } = check();
      at.statuses.push({ sha: SHA, state: 'pending', context: 'c', description: '', target_url });
      expect(await provider.setCheck!(access(at), check())).toBe(false);
      expect(at.checks).toEqual([]);
      Object.assign(installation.permissions, { checks: 'read' });
      try {
        const host = await testPlugin(plugin, {
          core: { hosts: [entryByApp(github)], net: { allow: ['127.0.0.1'] } },
        });
        const fresh = host.resolve(tokens.vcsProviders).find(({ id }) => id === 'work')!;
        expect(await fresh.setCheck!(access(of('narrow', true)), check())).toBe(false);
        await host.stop({ force: true });
      } finally {
        Object.assign(installation.permissions, { checks: 'write' });
      }
    });

    const status = (patch: Partial<CommitStatus> = {}): CommitStatus => ({
      ...{ sha: SHA, state: 'success', context: 'ci/turnpike', description: 'd' },
      ...{ targetUrl: 'https://ci.example/1', ...patch },
    });

    it('28. Statuses: a long description is cut, also within emoji', async () => {
      const at = of('described', false);
      await provider.setStatus!(access(at), status({ description: '🚂'.repeat(100) }));
      await provider.setStatus!(access(at), status({ description: 'a'.repeat(141) }));
      expect(
        at.statuses.every(
          ({ description }) => description.length <= 140 && !/\p{Surrogate}/u.test(description),
        ),
      ).toBe(true);
      expect(at.statuses).toHaveLength(2);
    });

    it('28. Statuses: the 1,001st is not asked for again and again, and says why', async () => {
      const at = of('full', false);
      for (let number = 0; number < 1_000; number += 1)
        at.statuses.push({
          sha: SHA,
          state: 'pending',
          context: 'ci/turnpike',
          description: '',
          target_url: '',
        });
      await expect(provider.setStatus!(access(at), status())).rejects.toMatchObject({
        ...{ retryable: false, message: expect.stringMatching(/a thousand statuses/) },
      });
      await provider.setStatus!(access(at), status({ context: 'other' }));
      expect(at.statuses).toHaveLength(1_001);
    });

    it.each([
      ['pending', 'pending'],
      ['success', 'success'],
      ['failure', 'failure'],
      ['error', 'error'],
    ] as const)('28. Statuses: %s is %s there', async (state, expected) => {
      const at = of(`state-${state}`, false);
      await provider.setStatus!(access(at), status({ state }));
      expect(at.statuses).toMatchObject([{ state: expected, sha: SHA, context: 'ci/turnpike' }]);
    });
  });

  it('28. Statuses: an annotated tag is built and told of at its commit', async () => {
    const { at, id } = await repository('tagged', 'language: shell\nscript: "true"\n', false);
    await until('the first build', async () => (await buildsOf(id)).find((one) => one.finished_at));
    const commit = 'd'.repeat(40);
    at.refs.set('refs/tags/v1', commit);
    const [hook] = at.hooks;
    const payload = {
      ...{ ref: 'refs/tags/v1', before: '0'.repeat(40), after: 'e'.repeat(40), created: true },
      ...{ head_commit: { id: commit, message: 'One' }, commits: [] },
      repository: {
        ...{ id: at.id, full_name: 'ada/tagged', private: true, default_branch: 'main' },
        ...{ clone_url: `${github.url}/ada/tagged.git`, owner: { login: 'ada' } },
      },
    };
    const { secret } = hook!.config as { secret: string };
    const path = new URL(hook!.config['url']!).pathname;
    expect((await platform.request(path, githubDelivery(payload, { secret }))).status).toBe(202);
    await until('its status', async () =>
      at.statuses.find(({ sha, state }) => sha === commit && state === 'success'),
    );
    expect(await buildsOf(id)).toHaveLength(2);
  });

  it('28. Statuses: a canceled build is told of, by a status and by a check', async () => {
    const yml = 'language: shell\nscript: "true"\nenv: TURNPIKE_DUMMY_DELAY_MS=600000\n';
    for (const byApp of [false, true]) {
      const { at, id } = await repository(`canceled-${byApp}`, yml, byApp);
      const build = await until('a build that runs', async () =>
        (await buildsOf(id)).find(({ state }) => state === 'started'),
      );
      await platform.api.post(`/v3/build/${build.id}/cancel`);
      const states = () =>
        byApp
          ? at.checks.map(({ body }) => body['conclusion'])
          : at.statuses.map(({ state, description }) => `${state}: ${description}`);
      const canceled = byApp ? 'cancelled' : 'error: The build was canceled';
      await until('its end there', async () => states().includes(canceled) || undefined);
    }
  });
});
