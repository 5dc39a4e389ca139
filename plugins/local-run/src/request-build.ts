import { slugParts, type BuildRequest, type Repository } from '@turnpike/sdk';
import { storeNewRequest, type StoreTransaction } from '@turnpike/sdk/store';
import { randomUUID } from 'node:crypto';
import type { LocalDeps } from './local-plugin.js';
import type { RunOptions } from './options.js';
import type { Project } from './source/find-project.js';
import type { Snapshot } from './source/snapshot.js';

/** Asks the run's platform for a build of the snapshot, as a push of it would. */
export async function requestBuild(
  { store }: LocalDeps,
  project: Project,
  snapshot: Snapshot,
  options: Pick<RunOptions, 'branch' | 'tag' | 'event'>,
): Promise<BuildRequest> {
  const branch = options.branch ?? project.branch;
  const stored = await store.transaction(async (tx) => {
    const repository = await repositoryOf(tx, project, snapshot, branch);
    return storeNewRequest(tx, {
      repositoryId: repository.id,
      ownerId: repository.ownerId,
      eventType: options.event,
      ref: options.tag === undefined ? `refs/heads/${branch}` : `refs/tags/${options.tag}`,
      branch: options.tag ?? branch,
      tag: options.tag ?? null,
      sha: snapshot.sha,
      commitMessage: snapshot.message,
      guid: `run ${randomUUID()}`,
    });
  });
  if (!stored) throw new Error('The request was not stored.');
  return stored;
}

/** Without a key pair: nothing was encrypted for it. */
async function repositoryOf(
  tx: StoreTransaction,
  { slug, branch: defaultBranch }: Project,
  { path }: Snapshot,
  branch: string,
): Promise<Repository> {
  const { owner: login, name } = slugParts(slug) ?? { owner: 'local', name: 'project' };
  const known = await tx.repositories.bySlug(slug);
  const place = { cloneUrl: path, defaultBranch: branch || defaultBranch };
  if (known) return (await tx.repositories.update(known.id, place)) ?? known;
  const owner = await tx.owners.ensure({ host: 'git', login, type: 'user' });
  return tx.repositories.insert({
    ownerId: owner.id,
    name,
    vcsProvider: 'git',
    vcsId: slug,
    htmlUrl: null,
    private: false,
    fork: false,
    description: null,
    active: true,
    settings: { auto_cancel_pushes: false },
    ...place,
  });
}
