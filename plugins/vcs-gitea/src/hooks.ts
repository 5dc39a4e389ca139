import { ExternalHostError, z, type WebhookTarget } from '@turnpike/sdk';
import type { Place } from './place.js';

const EVENTS = [
  'push',
  'pull_request',
  'pull_request_sync',
  'create',
  'delete',
  'repository',
  'release',
];
const hookSchema = z.object({
  id: z.number(),
  config: z.record(z.string(), z.string()),
  events: z.array(z.string()).nullish(),
  active: z.boolean().nullish(),
});
export type HookPayload = z.infer<typeof hookSchema>;

/**
 * Makes the webhook. One that has this address already goes: its secret cannot be changed, the server takes no new one.
 * It goes last, so that no push is left untold.
 */
export async function writeHook(place: Place, { url, secret }: WebhookTarget): Promise<string> {
  const { api, owner, repo, path } = place;
  const old = await hooksAt(place, url);
  const config = { url, content_type: 'json', secret };
  const hook = { type: 'gitea', active: true, branch_filter: '*', events: EVENTS, config };
  await api.send('POST', `${path}/hooks`, hook);
  await deleteAll(place, old);
  return `${api.server.name}'s webhook of ${owner}/${repo} sends deliveries to ${url}.`;
}

/** Takes away the webhooks that send to this address. */
export async function removeHook(place: Place, url: string): Promise<string | undefined> {
  const ours = await hooksAt(place, url);
  await deleteAll(place, ours);
  const { api, owner, repo } = place;
  return ours.length === 0
    ? undefined
    : `${api.server.name}'s webhook of ${owner}/${repo} that sent to ${url} is gone.`;
}

/** Throws ExternalHostError where the token may not see webhooks: one may be there. */
export async function hooksAt(place: Place, url: string): Promise<readonly HookPayload[]> {
  const hooks = await place.api.list(`${place.path}/hooks`, hookSchema);
  if (!hooks) throw unseen(place);
  return hooks.filter((hook) => hook.config['url'] === url);
}

async function deleteAll({ api, path }: Place, hooks: readonly HookPayload[]): Promise<void> {
  for (const { id } of hooks) await api.send('DELETE', `${path}/hooks/${id}`, undefined, [404]);
}

function unseen({ api, owner, repo }: Place): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `${api.server.name} shows no webhooks of ${owner}/${repo}: the repository is gone, or the token may not see them.`,
    { wayOut: 'Give a token that may administer the repository, or look at its webhooks there.' },
  );
}
