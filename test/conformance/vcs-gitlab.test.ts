/** vcs-gitlab beside a stand-in that refuses what GitLab refuses, below a path of its own, in a group of a group. */
import { plugin } from '@turnpike/plugin-vcs-gitlab';
import { tokens, type RawDelivery } from '@turnpike/sdk';
import { vcsProviderConformance, type KnownDelivery } from '@turnpike/sdk/conformance';
import { repositoryRecord, testPlugin } from '@turnpike/sdk/testing';
import { afterAll, expect } from 'vitest';
import { pushBody, requestDelivery, signed } from '../support/gitlab-host/deliveries.js';
import { GitlabHost } from '../support/gitlab-host/gitlab-host.js';
import { commit } from '../support/gitlab-host/repository.js';

const TEXT = 'script: true\n';
const SIGNING = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const gitlab = await GitlabHost.start('/gitlab');
const ada = gitlab.person('ada');
afterAll(async () => {
  await gitlab.close();
  expect(gitlab.oddities).toEqual([]);
}, 60_000);

const deliveryOf = (
  name: string,
  kind: KnownDelivery['kind'],
  event: string,
  payload: object,
): KnownDelivery => {
  const { body, headers } = signed(event, payload, { signingToken: SIGNING });
  const delivery: RawDelivery = { headers, body: Buffer.from(body), hint: null };
  return { name, kind, secret: SIGNING, delivery };
};

let count = 0;
vcsProviderConformance('vcs-gitlab', async () => {
  count += 1;
  const path = `acme/team/parts/engine-${count}`;
  const project = gitlab.project(path, { owner: ada, files: { '.travis.yml': TEXT } });
  const host = await testPlugin(plugin, {
    core: { hosts: [{ id: 'gitlab', kind: 'gitlab', url: gitlab.url }] },
  });
  const [provider] = host.resolve(tokens.vcsProviders);
  if (!provider) throw new Error('vcs-gitlab provides no VCS provider');
  const repository = repositoryRecord({
    ...{ vcsProvider: 'gitlab', vcsId: String(project.id), slug: path },
    cloneUrl: `${gitlab.url}/${path}.git`,
  });
  const access = { repository, credential: { kind: 'token', token: ada.token } as const };
  const sha = commit(project.gitDir, {
    branch: 'topic',
    files: { a: 'a' },
    from: 'refs/heads/main',
  });
  const request = gitlab.request(project, ada, { branch: 'topic' });
  const moved = (ref: string, before: string | null, after: string | null) =>
    pushBody(project, { ref, before, after }, ada, gitlab.url);
  const told = (more: { readonly action: string; readonly oldrev?: string }) =>
    requestDelivery(request, project, more, gitlab.url);
  const system = {
    event_name: 'project_rename',
    project_id: project.id,
    path_with_namespace: path,
  };
  let pushes = 0;
  return {
    ...{ provider, access, hooks: true, traits: plugin.definition.provider },
    known: { path: '.travis.yml', ref: 'main', text: TEXT },
    deliveries: [
      deliveryOf('push', 'push', 'push', moved('refs/heads/topic', null, sha)),
      deliveryOf('tag', 'push', 'tag_push', moved('refs/tags/v1', null, sha)),
      deliveryOf('branch gone', 'branch_deleted', 'push', moved('refs/heads/topic', sha, null)),
      deliveryOf('tag gone', 'tag_deleted', 'tag_push', moved('refs/tags/v1', sha, null)),
      deliveryOf('request', 'pull_request', 'merge_request', told({ action: 'open' })),
      deliveryOf(
        'commits',
        'pull_request',
        'merge_request',
        told({ action: 'update', oldrev: sha }),
      ),
      deliveryOf('title', 'ignored', 'merge_request', told({ action: 'update' })),
      deliveryOf('approval', 'ignored', 'merge_request', told({ action: 'approved' })),
      deliveryOf('rename', 'repository', 'System Hook', system),
      deliveryOf('note', 'ignored', 'Note Hook', { object_kind: 'note' }),
    ],
    async push() {
      pushes += 1;
      commit(project.gitDir, { branch: 'main', files: { n: String(pushes) } });
    },
    async move() {
      project.path = `acme/moved-${count}`;
      gitlab.project(path, { owner: ada, files: { other: 'x' } });
      return project.path;
    },
    dispose: () => host.stop({ force: true }),
  };
});
