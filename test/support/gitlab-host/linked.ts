/** A platform at a GitLab, and its projects as a sync finds them. */
import { slugParts } from '@turnpike/sdk';
import type { TestPlatform } from '@turnpike/sdk/testing';
import { storeOf } from '../github-host/linked.js';
import type { GitlabHost } from './gitlab-host.js';
import type { LabProject } from './world.js';

/** The entry of `hosts` of this GitLab; `more` says more of it. */
export const entryOf = ({ url }: Pick<GitlabHost, 'url'>, more: object = {}): object => ({
  ...{ id: 'lab', kind: 'gitlab', url, pollSeconds: 2 },
  ...more,
});

/** Switched off, and without a credential. */
export async function found(
  platform: TestPlatform,
  host: string,
  { path, id, visibility }: LabProject,
  { url }: Pick<GitlabHost, 'url'>,
): Promise<number> {
  const store = storeOf(platform);
  const { owner: login, name } = slugParts(path)!;
  const owner = await store.owners.ensure({ host, login, type: 'organization' });
  const row = await store.repositories.insert({
    ...{ ownerId: owner.id, name, vcsProvider: host, vcsId: String(id), htmlUrl: null },
    ...{ cloneUrl: `${url}/${path}.git`, private: visibility !== 'public', fork: false },
    ...{ defaultBranch: 'main', description: null },
  });
  return row.id;
}
