import { ExternalHostError } from '@turnpike/sdk';
import { ask, type Place } from './client.js';

/**
 * Takes away the webhooks that send to this address. GitHub says "not found" to who may not see hooks, too: throws
 * ExternalHostError then, since one may be there.
 */
export async function removeHook(place: Place, url: string): Promise<string | undefined> {
  const { octokit, owner, repo } = place;
  const hooks = await ask(
    () => octokit.rest.repos.listWebhooks({ owner, repo, per_page: 100 }),
    [404],
  );
  if (!hooks) throw unseen(place);
  const ours = hooks.filter((hook) => hook.config.url === url);
  for (const { id } of ours)
    await ask<unknown>(() => octokit.rest.repos.deleteWebhook({ owner, repo, hook_id: id }), [404]);
  return ours.length === 0
    ? undefined
    : `GitHub's webhook of ${owner}/${repo} that sent to ${url} is gone.`;
}

function unseen({ owner, repo }: Place): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `GitHub shows no webhooks of ${owner}/${repo}: the repository is gone, or the token may not see them.`,
    { wayOut: 'Give a token that may administer the repository, or look at its webhooks there.' },
  );
}
