/** Projects of a GitLab below a path, in groups of groups: switched on, pushed to, merged, and told of. */
import type { WireBuild, WireHookHealth, WireJob, WireRepository } from '@turnpike/core/contracts';
import type { TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/api-client.js';
import { link, platformAt, storeOf } from '../../support/github-host/linked.js';
import { pushBody, signed } from '../../support/gitlab-host/deliveries.js';
import { GitlabHost } from '../../support/gitlab-host/gitlab-host.js';
import { entryOf, found } from '../../support/gitlab-host/linked.js';
import { commit, git } from '../../support/gitlab-host/repository.js';
import type { LabPerson, LabProject } from '../../support/gitlab-host/world.js';

const YML = 'language: shell\nscript: cat *.txt\n';
const FILES = { '.travis.yml': YML, 'a.txt': 'from gitlab\n' };

describe('projects of GitLab', { timeout: 300_000 }, () => {
  let gitlab: GitlabHost;
  let platform: TestPlatform;
  let ada: LabPerson;
  let bob: LabPerson;
  beforeAll(async () => {
    gitlab = await GitlabHost.start('/gitlab');
    [ada, bob] = [gitlab.person('ada'), gitlab.person('bob')];
    gitlab.group('acme').members.set(ada.id, 40);
    platform = await platformAt(entryOf(gitlab), 'local');
    await link(platform, 'lab', ada);
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    await gitlab.close();
  }, 60_000);
  afterEach(() => {
    [gitlab.silent, gitlab.busy] = [false, 0];
    expect(gitlab.oddities.splice(0)).toEqual([]);
  });

  const post = (path: string) => platform.api.post<WireRepository>(path);
  const health = (id: number) => platform.api.get<WireHookHealth>(`/v3/repo/${id}/hook/health`);
  const buildsOf = async (id: number) =>
    (
      await platform.api.get<{ builds: WireBuild[] }>(
        `/v3/repo/${id}/builds?limit=100&include=build.commit`,
      )
    ).builds;
  const ended = (id: number, count: number): Promise<readonly WireBuild[]> =>
    until(`${count} finished builds`, async () => {
      const builds = await buildsOf(id);
      const done = builds.filter((one) => one.finished_at !== null);
      if (done.length >= count) return done;
      const asked = await platform.api.get<{ requests: object[] }>(`/v3/repo/${id}/requests`);
      throw new Error(JSON.stringify({ builds, asked }));
    });
  /** What came by two more looks. */
  const later = async (id: number): Promise<number> => {
    const looks = () => gitlab.calls.filter(({ path }) => path.endsWith('/repository/tags')).length;
    const before = looks();
    await until('two more looks', async () => (looks() > before + 2 ? true : undefined));
    return (await buildsOf(id)).length;
  };
  const logOf = async (build: WireBuild): Promise<string> => {
    const { jobs } = await platform.api.get<{ jobs: WireJob[] }>(`/v3/build/${build.id}/jobs`);
    return platform.api.text(`/v3/job/${jobs[0]?.id}/log.txt`);
  };
  const statusOf = (at: LabProject, sha: string, status: string) =>
    until(`its status ${status}`, async () =>
      at.statuses.find((one) => one.sha === sha && one.status === status),
    );

  async function active(
    path: string,
    files: Readonly<Record<string, string>> = FILES,
  ): Promise<{ readonly at: LabProject; readonly id: number }> {
    const at = gitlab.project(path, { visibility: 'public', files });
    const id = await found(platform, 'lab', at, gitlab);
    await post(`/v3/repo/${id}/activate`);
    await ended(id, 1);
    return { at, id };
  }
  const head = (at: LabProject, branch = 'main') => git(at.gitDir, ['rev-parse', branch]);

  it('15. Activation makes a webhook that tells of pushes, tags and merge requests, and is repeatable', async () => {
    const { at, id } = await active('acme/parts/engine');
    expect(at.hooks).toMatchObject([
      {
        ...{ push_events: true, tag_push_events: true, merge_requests_events: true },
        url: expect.stringMatching(new RegExp(`/hooks/lab/${id}$`)) as string,
        signingToken: expect.stringMatching(/^whsec_/) as string,
      },
    ]);
    await post(`/v3/repo/${id}/activate`);
    expect(at.hooks).toHaveLength(1);
    await post(`/v3/repo/${id}/hook/test`);
    await until('the delivery', async () => at.hooks[0]?.events.at(-1));
    expect(await health(id)).toMatchObject({ installed: true, problem: null });
    // What the test sends looks like a push, of what is built already.
    expect(await later(id)).toBe(1);
  });

  it('15. Activation mends a webhook that GitLab has switched off, and says so before', async () => {
    const { at, id } = await active('acme/parts/off');
    const [before] = at.hooks;
    before!.alert_status = 'disabled';
    expect((await health(id)).problem).toMatch(/switched the webhook off/);
    await post(`/v3/repo/${id}/activate`);
    expect(at.hooks).toMatchObject([{ alert_status: 'executable' }]);
    expect(at.hooks[0]?.id).not.toBe(before!.id);
    expect(await health(id)).toMatchObject({ installed: true, problem: null });
  });

  it('15. Activation says the way out where GitLab may not send into its own network', async () => {
    const at = gitlab.project('acme/parts/shut', { visibility: 'public', files: FILES });
    const id = await found(platform, 'lab', at, gitlab);
    gitlab.refusesLocal = true;
    try {
      await expect(post(`/v3/repo/${id}/activate`)).rejects.toThrow(/Invalid url given/);
      expect(at.hooks).toEqual([]);
    } finally {
      gitlab.refusesLocal = false;
    }
  });

  it('27. Nested: a project four groups deep is switched on, pushed to, cloned, shown and told of', async () => {
    const slug = 'acme/b/c/d/name';
    const other = gitlab.project('acme/b/c/d/other', {
      ...{ visibility: 'public', files: { 'shared/a b#1%.yml': 'env: FROM=other\n' } },
    });
    await found(platform, 'lab', other, gitlab);
    const { at, id } = await active(slug, {
      ...FILES,
      '.travis.yml': `import: acme/b/c/d/other:shared/a b#1%.yml@main\n${YML}`,
    });
    const sha = gitlab.push(at, ada, { branch: 'main', files: { 'b.txt': 'pushed\n' } });
    const done = await ended(id, 2);
    const build = done.find((one) => one.commit?.sha === sha)!;
    const log = await logOf(build);
    expect(build, log).toMatchObject({ state: 'passed', event_type: 'push' });
    expect(log).toContain('FROM=other');
    expect(log).toContain('pushed');
    expect(log).toContain(`${gitlab.url}/acme/b/c/d/name.git`);
    expect(await statusOf(at, sha, 'success')).toMatchObject({ ref: 'main' });
    const encoded = encodeURIComponent(slug);
    expect(await platform.api.get(`/v3/repo/${encoded}`)).toMatchObject({ id, slug });
    const owner = encodeURIComponent('acme/b/c/d');
    for (const [address, words] of [
      [`/${owner}/name.svg`, 'passing'],
      [`/repos/${owner}/name/cc.xml`, 'lastBuildStatus="Success"'],
    ] as const)
      expect(await platform.api.text(address)).toContain(words);
  });

  it('23. Redelivery and two webhooks of one push are one build', async () => {
    const { at, id } = await active('acme/parts/once');
    const [hook] = at.hooks;
    const after = commit(at.gitDir, { branch: 'next', files: FILES, from: 'refs/heads/main' });
    const body = pushBody(at, { ref: 'refs/heads/next', before: null, after }, ada, gitlab.url);
    const send = async (key: string) => {
      const { body: text, headers } = signed('push', body, hook!, key);
      return (await platform.request(`/hooks/lab/${id}`, { method: 'POST', body: text, headers }))
        .status;
    };
    expect(await send('one')).toBe(202);
    expect(await send('one')).toBe(200);
    expect(await send('two')).toBeLessThan(300);
    await ended(id, 2);
    expect(await later(id)).toBe(2);
  });

  it('24. Lost: four branches at once, of which GitLab tells nothing, and a push while deliveries are lost are found by looking, once each', async () => {
    const { at, id } = await active('acme/parts/lost');
    const moved = ['1', '2', '3', '4'].map((n) => {
      const files = { [`${n}.txt`]: n };
      const after = commit(at.gitDir, { branch: `b${n}`, files, from: 'refs/heads/main' });
      return { ref: `refs/heads/b${n}`, before: null, after };
    });
    gitlab.tell(at, ada, moved);
    await ended(id, 5);
    gitlab.silent = true;
    const sha = gitlab.push(at, ada, { branch: 'main', files: { x: 'x' } });
    const done = await ended(id, 6);
    expect(done.some((one) => one.commit?.sha === sha)).toBe(true);
    expect(await later(id)).toBe(6);
  });

  it('25. Merge request: built as GitLab merges it, of the newest head, and rejected with words where it conflicts', async () => {
    const { at, id } = await active('acme/parts/merged');
    commit(at.gitDir, { branch: 'topic', files: { 'c.txt': 'topic\n' }, from: 'refs/heads/main' });
    commit(at.gitDir, { branch: 'main', files: { 'd.txt': 'main\n' } });
    const one = gitlab.request(at, ada, { branch: 'topic' });
    const pulls = async () =>
      (await buildsOf(id)).filter(({ event_type: type }) => type === 'pull_request');
    const built = await until('its build', async () =>
      (await pulls()).find((build) => build.finished_at !== null),
    );
    const log = await logOf(built);
    expect(built, log).toMatchObject({ state: 'passed', pull_request_number: one.iid });
    expect(log).toContain('topic');
    expect(log).toContain('main');
    expect(await statusOf(at, one.sha, 'success')).toMatchObject({
      ...{ ref: 'topic', name: 'continuous-integration/turnpike/pr' },
    });
    // GitLab looks while it is asked: it is waited for.
    one.detailed_merge_status = 'checking';
    commit(at.gitDir, { branch: 'topic', files: { 'c.txt': 'more\n' } });
    gitlab.update(at, one);
    await until('being asked', async () =>
      gitlab.calls.some(({ path }) => path.endsWith(`/${one.iid}/merge_ref`)) ? true : undefined,
    );
    one.detailed_merge_status = 'mergeable';
    await until('its second build', async () => ((await pulls()).length === 2 ? true : undefined));
    commit(at.gitDir, { branch: 'topic', files: { 'a.txt': 'mine\n' } });
    commit(at.gitDir, { branch: 'main', files: { 'a.txt': 'theirs\n' } });
    gitlab.update(at, one);
    const rejected = await until('its rejection', async () => {
      const path = `/v3/repo/${id}/requests?limit=100`;
      const { requests } = await platform.api.get<{ requests: { message: string | null }[] }>(path);
      return requests.find(({ message }) => /cannot be merged/.test(message ?? ''));
    });
    expect(rejected.message).toContain(`Pull request ${one.iid}`);
    expect(await pulls()).toHaveLength(2);
  });

  it('25. Merge request of a fork: counts as foreign by its number, and its status stands in the fork where that may be written', async () => {
    const { at, id } = await active('acme/parts/forked');
    const fork = gitlab.project('bob/forked', { visibility: 'public', owner: bob });
    git(fork.gitDir, ['fetch', '-q', at.gitDir, 'refs/heads/main:refs/heads/main']);
    commit(fork.gitDir, { branch: 'main', files: { 'e.txt': 'fork\n' } });
    const one = gitlab.request(at, bob, { project: fork, branch: 'main' });
    const build = await until('its build', async () =>
      (await buildsOf(id)).find((each) => each.event_type === 'pull_request' && each.finished_at),
    );
    const row = await storeOf(platform).builds.get(build.id);
    expect(row?.pullRequest).toMatchObject({
      ...{ fork: true, headSlug: 'bob/forked', headVcsId: String(fork.id) },
    });
    // Nobody may write in the fork here: it stands in the project that it is for.
    // A worker without isolation runs no jobs of forks: that is told like any other end.
    expect(await statusOf(at, one.sha, 'failed')).toMatchObject({
      ref: `refs/merge-requests/${one.iid}/head`,
    });
    fork.members.set(ada.id, 30);
    commit(fork.gitDir, { branch: 'main', files: { 'f.txt': 'more\n' } });
    gitlab.update(at, one);
    expect(await statusOf(fork, one.sha, 'failed')).toMatchObject({ ref: 'main' });
  });

  it('28. Statuses: one pipeline of the branch that was built, taken again where another one was being written', async () => {
    const { at, id } = await active('acme/parts/status', {
      ...{ '.travis.yml': 'language: shell\nscript: test -f ok\n' },
    });
    const first = head(at);
    expect(await statusOf(at, first, 'failed')).toMatchObject({ ref: 'main' });
    // Another branch has the commit as well.
    git(at.gitDir, ['update-ref', 'refs/heads/aaa', first]);
    gitlab.busy = 2;
    const sha = gitlab.push(at, ada, { branch: 'main', files: { ok: '' } });
    await ended(id, 2);
    await statusOf(at, sha, 'success');
    const all = at.statuses.filter((one) => one.sha === sha);
    expect(new Set(all.map(({ ref }) => ref))).toEqual(new Set(['main']));
    expect(new Set(all.map(({ pipeline_id: pipeline }) => pipeline)).size).toBe(1);
    expect(at.pipelines.filter((one) => one.sha === sha)).toHaveLength(1);
  });

  it('28. Statuses: an annotated tag is built and told of at its commit', async () => {
    const { at, id } = await active('acme/parts/tagged');
    git(at.gitDir, ['tag', '-a', 'v1', '-m', 'First', 'main']);
    const tag = git(at.gitDir, ['rev-parse', 'refs/tags/v1']);
    gitlab.tell(at, ada, [{ ref: 'refs/tags/v1', before: null, after: tag }]);
    await ended(id, 2);
    expect(
      await until('its status', async () => at.statuses.find(({ ref }) => ref === 'v1')),
    ).toMatchObject({
      sha: head(at),
    });
    expect(await later(id)).toBe(2);
  });

  it('28. Statuses: a canceled build is told of, so that merging is not blocked', async () => {
    const { at, id } = await active('acme/parts/canceled');
    const files = { '.travis.yml': 'language: shell\nscript: sleep 300\n' };
    const sha = gitlab.push(at, ada, { branch: 'main', files });
    await statusOf(at, sha, 'running');
    const build = (await buildsOf(id)).find((one) => one.commit?.sha === sha)!;
    await platform.api.post(`/v3/build/${build.id}/cancel`);
    expect(await statusOf(at, sha, 'failed')).toMatchObject({
      description: 'The build was canceled',
    });
  });

  it('26. Group rename: every project below is found again by its number, with its builds', async () => {
    const group = gitlab.group('acme/old');
    const all = [];
    for (const name of ['one', 'two', 'three']) all.push(await active(`acme/old/${name}`));
    group.path = 'acme/new';
    for (const { at } of all) at.path = at.path.replace('acme/old/', 'acme/new/');
    for (const { at, id } of all)
      await until(at.path, async () => {
        const row = await platform.api.get<WireRepository>(`/v3/repo/${id}`);
        return row.slug === at.path ? true : undefined;
      });
    expect(await buildsOf(all[0]!.id)).toHaveLength(1);
  });
});
