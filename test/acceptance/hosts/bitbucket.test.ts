/** Bitbucket Cloud and Data Center: that each push is built once, told or not, and that its commit says so. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/api-client.js';
import { BitbucketHost } from '../../support/bitbucket-host/bitbucket-host.js';
import { LinkedBitbucket } from '../../support/bitbucket-host/linked.js';

const FILES = { '.travis.yml': 'language: shell\nscript: cat *.txt\n', 'a.txt': 'from main\n' };

describe.each(['cloud', 'data-center'] as const)(
  'at Bitbucket %s',
  { timeout: 300_000 },
  (dialect) => {
    let bitbucket: BitbucketHost;
    let linked: LinkedBitbucket;
    beforeAll(async () => {
      bitbucket = await BitbucketHost.start(dialect);
      linked = await LinkedBitbucket.at(bitbucket);
    }, 300_000);
    afterAll(() => linked.stop(), 60_000);
    afterEach(() => expect(bitbucket.oddities.splice(0)).toEqual([]));

    const stateAt = (
      { statuses }: { readonly statuses: BitbucketHost['repositories'][0]['statuses'] },
      sha: string,
    ) => [...(statuses.get(sha)?.values() ?? [])].map((one) => one['state']);

    it('15. Activation makes one webhook with a secret, and a key that reads a private repository', async () => {
      const { at, id } = await linked.repository('hidden', FILES, true);
      const [hook, ...others] = at.hooks;
      expect([hook?.active, others]).toEqual([true, []]);
      expect(hook?.secret).toMatch(/^.{20,}$/);
      expect(at.keys).toMatchObject([{ permission: dialect === 'cloud' ? 'read' : 'REPO_READ' }]);
      await linked.platform.api.post(`/v3/repo/${id}/activate`);
      expect([at.hooks.length, at.keys.length]).toEqual([1, 1]);
      await linked.platform.api.post(`/v3/repo/${id}/deactivate`);
      expect([at.hooks.length, at.keys.length]).toEqual([0, 0]);
    });

    it('a private repository is added by its address and cloned by its token', async () => {
      const { at, id } = await linked.added('engine', FILES);
      let sha = '';
      await bitbucket.push(at, linked.ada, async () => {
        sha = await at.work.commit('Second', { 'b.txt': 'and more\n' });
      });
      const build = await until('its build', async () =>
        (await linked.builds(id)).find((one) => one.finished_at && one.commit?.sha === sha),
      );
      const log = await linked.log(build);
      expect(build, log).toMatchObject({ state: 'passed' });
      expect(log).toContain('and more');
      expect(log).not.toContain(linked.ada.token);
      expect(bitbucket.clones).toContain(`x-token-auth:${linked.ada.token}`);
      await until('its status', async () => stateAt(at, sha).includes('SUCCESSFUL') || undefined);
    });

    it('23. Four branches and tags in one delivery are four builds, also where it is sent again', async () => {
      const { at, id } = await linked.repository('four', FILES);
      const names = ['one', 'two/three'];
      await bitbucket.push(at, linked.ada, async () => {
        for (const name of names) await at.work.git('branch', name);
        await at.work.git('tag', 'v1');
        await at.work.git('tag', '--annotate', '-m', 'Second', 'v2');
      });
      const told = bitbucket.sent.at(-1)!;
      const [hook] = at.hooks;
      const again = await fetch(hook!.url, { method: 'POST', ...told });
      expect(await again.json()).toMatchObject({ outcome: 'duplicate' });
      const builds = await linked.settled(id, 5);
      const branches = builds
        .map((one) => (one.branch as { name: string } | null)?.name)
        .toSorted();
      expect(branches).toEqual(['main', 'one', 'two/three', 'v1', 'v2']);
      expect(await linked.later(id)).toBe(5);
    });

    it('24. Lost: what the host tells nothing of is found by looking, once', async () => {
      const { at, id } = await linked.repository('lost', FILES);
      const sent = bitbucket.sent.length;
      // Cloud sends no delivery of 300 KB; Data Center leaves out a hook that failed.
      if (dialect === 'data-center') at.hooks[0]!.active = false;
      let sha = '';
      await bitbucket.push(at, linked.ada, async () => {
        sha = await at.work.commit(`Second\n\n${'long '.repeat(60_000)}`.slice(0, 120_000), {
          n: '1',
        });
        await at.work.git('branch', 'same-1');
        await at.work.git('branch', 'same-2');
      });
      expect(bitbucket.sent).toHaveLength(sent);
      const builds = await linked.settled(id, 4);
      expect(builds.filter(({ commit }) => commit?.sha === sha)).toHaveLength(3);
      expect(await linked.later(id)).toBe(4);
    });

    it('a pull request of a fork is merged into its target by the job, and its head says so', async () => {
      const { at, id } = await linked.repository('pulled', FILES);
      const bob = bitbucket.people.find(({ name }) => name === 'bob') ?? bitbucket.person('bob');
      const fork = await bitbucket.repository(bob, '~bob/pulled', { origin: at });
      await fork.work.git('checkout', '--quiet', '-b', 'topic/one');
      const head = await fork.work.commit('Theirs', { 'b.txt': 'from the fork\n' });
      await bitbucket.push(at, linked.ada, () => at.work.commit('Ours', { 'c.txt': 'newer\n' }));
      await linked.settled(id, 2);
      const pull = await bitbucket.pull({
        ...{ title: 'One', author: bob, from: { repository: fork, branch: 'topic/one' } },
        to: { repository: at, branch: 'main' },
      });
      const builds = await linked.settled(id, 3);
      const build = builds.find(({ event_type }) => event_type === 'pull_request')!;
      const log = await linked.log(build);
      expect(build, log).toMatchObject({ state: 'passed', commit: { sha: head } });
      for (const text of ['from main', 'from the fork', 'newer']) expect(log).toContain(text);
      const holder = dialect === 'cloud' ? fork : at;
      await until('its status', async () => stateAt(holder, head).length > 0 || undefined);
      // A new title is no new commit.
      pull.title = 'Another';
      await bitbucket.pull(pull);
      expect(await linked.later(id)).toBe(3);
    });

    it('28. Statuses: a canceled build and an annotated tag are told of', async () => {
      const { at, id } = await linked.repository('told', FILES);
      await at.work.commit('Long', { '.travis.yml': 'language: shell\nscript: sleep 600\n' });
      const sha = await at.work.git('rev-parse', 'HEAD');
      await bitbucket.push(at, linked.ada, () => at.work.git('tag', '-a', '-m', 'One', 'v1'));
      const build = await until('a build that runs', async () =>
        (await linked.builds(id)).find(({ state }) => state === 'started'),
      );
      await until('that it runs', async () => stateAt(at, sha).includes('INPROGRESS') || undefined);
      await linked.platform.api.post(`/v3/build/${build.id}/cancel`);
      await until('its end there', async () => stateAt(at, sha).includes('FAILED') || undefined);
    });
  },
);
