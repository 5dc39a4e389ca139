import { type BuildNotice, type Commit, type Notification, type Repository } from '@turnpike/sdk';
import { PAGES } from '@turnpike/sdk/platform';
import type { Context } from './context.js';
import { messagesOf } from './messages-of.js';
import { resultWords } from './result-words.js';

/** Everything that a message about this build may mention; undefined when the build is gone. */
export async function buildNotice(
  ctx: Context,
  notification: Notification,
): Promise<BuildNotice | undefined> {
  const { store } = ctx.deps;
  const build = await store.builds.get(notification.buildId);
  const repository = await store.repositories.get(notification.repositoryId);
  const commit = build && (await store.commits.get(build.commitId));
  if (!build || !repository || !commit) return undefined;
  const { id } = build;
  return {
    event: notification.event,
    repository,
    build,
    commit,
    stages: await store.stages.ofBuild(id),
    jobs: await store.jobs.ofBuild(id),
    messages: await messagesOf(ctx, build.requestId, repository),
    people: await knownPeople(ctx, repository, commit),
    ...resultWords(build),
    buildUrl: pageUrl(ctx, PAGES.build, repository, id),
    repositoryUrl: pageUrl(ctx, PAGES.repository, repository, id),
    elapsedMs:
      build.startedAt !== null && build.finishedAt !== null
        ? build.finishedAt - build.startedAt
        : null,
  };
}

function pageUrl(ctx: Context, page: string, { ownerLogin, name }: Repository, id: number): string {
  const path = page
    .replace(':owner', encodeURIComponent(ownerLogin))
    .replace(':name', encodeURIComponent(name))
    .replace(':id', String(id));
  return `${ctx.publicUrl}${path}`;
}

/**
 * Addresses of the commit's author and committer that belong to people who may read the repository here:
 * a commit can claim any address (travis-services facts 7.5).
 */
async function knownPeople(
  ctx: Context,
  repository: Repository,
  commit: Commit,
): Promise<readonly string[]> {
  const named = new Set(
    [commit.authorEmail, commit.committerEmail].flatMap((email) =>
      email ? [email.toLowerCase()] : [],
    ),
  );
  const users = await ctx.deps.store.users.list();
  const known: string[] = [];
  for (const user of users.filter(
    ({ email, suspendedAt }) =>
      suspendedAt === null && email !== null && named.has(email.toLowerCase()),
  )) {
    const mayRead =
      user.admin || (await ctx.deps.store.users.permission(user.id, repository.id)) !== undefined;
    if (mayRead && user.email !== null) known.push(user.email);
  }
  return known;
}
