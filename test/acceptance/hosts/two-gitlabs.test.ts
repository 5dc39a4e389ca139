/** Two GitLabs in one installation, each with a project 7 called acme/engine. */
import type { WireBuild, WireRepository } from '@turnpike/core/contracts';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/api-client.js';
import { link, storeOf } from '../../support/github-host/linked.js';
import { GitlabHost } from '../../support/gitlab-host/gitlab-host.js';
import { entryOf, found } from '../../support/gitlab-host/linked.js';
import type { LabPerson, LabProject } from '../../support/gitlab-host/world.js';

interface Side {
  readonly host: string;
  readonly gitlab: GitlabHost;
  readonly ada: LabPerson;
  readonly project: LabProject;
  id: number;
}

describe('two GitLabs', { timeout: 300_000 }, () => {
  let platform: TestPlatform;
  const sides: Side[] = [];
  beforeAll(async () => {
    for (const host of ['one', 'two']) {
      const gitlab = await GitlabHost.start();
      const ada = gitlab.person('ada');
      const files = { '.travis.yml': `language: shell\nscript: test "$WHERE" = ${host}\n` };
      const project = gitlab.project('acme/engine', {
        ...{ id: 7_000, owner: ada, visibility: 'public', files },
      });
      sides.push({ host, gitlab, ada, project, id: 0 });
    }
    platform = await testPlatform({
      config: {
        worker: { executor: 'local' },
        net: { allow: ['127.0.0.1'] },
        hosts: sides.map(({ gitlab, host }) => entryOf(gitlab, { id: host })),
      },
    });
    for (const side of sides) {
      await link(platform, side.host, side.ada);
      side.id = await found(platform, side.host, side.project, side.gitlab);
    }
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    for (const { gitlab } of sides) {
      await gitlab.close();
      expect(gitlab.oddities).toEqual([]);
    }
  }, 60_000);

  it('7. Two GitLabs: owners, settings, secrets, webhooks, builds and statuses of one number and name do not mix', async () => {
    const [one, two] = sides as [Side, Side];
    const store = storeOf(platform);
    const [first, second] = [
      await store.repositories.get(one.id),
      await store.repositories.get(two.id),
    ];
    expect([first?.vcsId, second?.vcsId]).toEqual(['7000', '7000']);
    expect(first?.ownerId).not.toBe(second?.ownerId);
    for (const { id, host } of sides) {
      const env = { 'env_var.name': 'WHERE', 'env_var.value': host, 'env_var.public': false };
      await platform.api.post(`/v3/repo/${id}/env_vars`, env);
      await platform.api.post<WireRepository>(`/v3/repo/${id}/activate`);
    }
    expect(one.project.hooks[0]?.url).toMatch(new RegExp(`/hooks/one/${one.id}$`));
    expect(two.project.hooks[0]?.url).toMatch(new RegExp(`/hooks/two/${two.id}$`));
    expect(one.project.hooks[0]?.token).not.toBe(two.project.hooks[0]?.token);
    const sha = one.gitlab.push(one.project, one.ada, { branch: 'main', files: { x: 'x' } });
    const buildsOf = async (id: number) =>
      (await platform.api.get<{ builds: WireBuild[] }>(`/v3/repo/${id}/builds`)).builds;
    const done = (id: number, count: number) =>
      until(`${count} builds`, async () => {
        const builds = (await buildsOf(id)).filter(({ finished_at: at }) => at !== null);
        return builds.length >= count ? builds : undefined;
      });
    // By its own secret each passes, and by that of the other it would not.
    expect((await done(one.id, 2)).map(({ state }) => state)).toEqual(['passed', 'passed']);
    expect((await done(two.id, 1)).map(({ state }) => state)).toEqual(['passed']);
    await until('its status', async () => one.project.statuses.find((row) => row.sha === sha));
    expect(two.project.statuses.filter((row) => row.sha === sha)).toEqual([]);
    // A delivery of the one is none at the other's door, and neither's secret opens the other.
    const { signed, pushBody } = await import('../../support/gitlab-host/deliveries.js');
    const moved = { ref: 'refs/heads/main', before: null, after: sha };
    const body = pushBody(one.project, moved, one.ada, one.gitlab.url);
    const send = signed('push', body, one.project.hooks[0]!);
    const wrong = await platform.request(`/hooks/two/${two.id}`, {
      ...{ method: 'POST', body: send.body, headers: send.headers },
    });
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    expect(await buildsOf(two.id)).toHaveLength(1);
  });
});
