/** vcs-gitea beside a real Gitea. */
import { plugin } from '@turnpike/plugin-vcs-gitea';
import { tokens } from '@turnpike/sdk';
import { vcsProviderConformance, type KnownDelivery } from '@turnpike/sdk/conformance';
import { repositoryRecord, testPlugin } from '@turnpike/sdk/testing';
import { afterAll, describe, it } from 'vitest';
import { GITEA_SECRET, giteaDeliveries } from '../support/gitea-deliveries.js';
import { startGitea } from '../support/gitea.js';

const TEXT = 'script: true\n';
const gitea = await startGitea();
afterAll(() => gitea?.remove(), 60_000);
if (!gitea) describe.skip('vcs-gitea on Gitea', () => it('speaks to it'));

const delivery = (name: string, kind: KnownDelivery['kind']): KnownDelivery => ({
  ...{ name, kind, secret: GITEA_SECRET, delivery: giteaDeliveries.get(name)! },
});

if (gitea) {
  const ada = await gitea.user('ada');
  let count = 0;
  vcsProviderConformance('vcs-gitea', async () => {
    count += 1;
    const slug = `ada/engine-${count}`;
    await gitea.repository(ada, `engine-${count}`, { files: { '.travis.yml': TEXT } });
    const { body } = await gitea.call<{ id: number }>(ada, `GET /repos/${slug}`);
    const host = await testPlugin(plugin, {
      core: { hosts: [{ id: 'gitea', kind: 'gitea', url: gitea.url }] },
    });
    const [provider] = host.resolve(tokens.vcsProviders);
    if (!provider) throw new Error('vcs-gitea provides no VCS provider');
    const repository = repositoryRecord({
      ...{ vcsProvider: 'gitea', vcsId: String(body.id), slug },
      cloneUrl: `${gitea.url}/${slug}.git`,
    });
    const access = { repository, credential: { kind: 'token', token: ada.token } as const };
    let pushes = 0;
    return {
      ...{ provider, access, hooks: true, traits: plugin.definition.provider },
      known: { path: '.travis.yml', ref: 'main', text: TEXT },
      deliveries: [
        delivery('02-push', 'push'),
        delivery('05-tag-push-annotated', 'push'),
        delivery('17-pull_request-opened-from-fork', 'pull_request'),
        delivery('10-branch-create', 'branch_created'),
        delivery('12-branch-delete', 'branch_deleted'),
        delivery('07-tag-delete', 'tag_deleted'),
        delivery('28-release-published', 'release'),
        delivery('35-repository-deleted', 'repository'),
        delivery('30-hook-test', 'ignored'),
      ],
      async push() {
        pushes += 1;
        await gitea.commit(ada, slug, { branch: 'main', path: 'n', text: String(pushes) });
      },
      async move() {
        const name = `moved-${count}`;
        await gitea.call(ada, `PATCH /repos/${slug}`, { name });
        await gitea.repository(ada, `engine-${count}`, { files: { other: 'x' } });
        return `ada/${name}`;
      },
      dispose: () => host.stop({ force: true }),
    };
  });
}
