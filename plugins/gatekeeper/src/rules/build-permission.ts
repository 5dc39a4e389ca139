import type { Rejection, RequestContext } from '@turnpike/sdk';
import type { BuildPermissionStore } from '@turnpike/sdk/store';

/** Requests that were made here name accounts of ours; all others name accounts of the host. */
const MADE_HERE: readonly string[] = ['api', 'cron'];

/** Somebody whose builds are not wanted. Who has no account here has none to be named by. */
export async function buildPermission(
  { request, repository }: RequestContext,
  permissions: Pick<BuildPermissionStore, 'deniedBy'>,
): Promise<Rejection | undefined> {
  const { sender: login, eventType } = request;
  if (login === null) return undefined;
  const host = MADE_HERE.includes(eventType) ? null : repository.vcsProvider;
  const place = { repositoryId: repository.id, ownerId: repository.ownerId };
  const by = await permissions.deniedBy(place, { host, login });
  if (!by) return undefined;
  const of = by === 'owner' ? `the owner ${repository.ownerLogin}` : repository.slug;
  return {
    rule: 'build-permission',
    message: `${login} may not have builds started: an administrator of ${of} took that permission away.`,
  };
}
