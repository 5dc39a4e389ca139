import { ExternalHostError, z, type WebhookTarget } from '@turnpike/sdk';
import { wordsOf } from './host-error.js';
import type { Place } from './place.js';
import { signingTokenOf } from './verify.js';

/** Pushes are told of unless one says otherwise, and all else only where one does. */
const EVENTS = { push_events: true, tag_push_events: true, merge_requests_events: true } as const;
const hookSchema = z.object({
  id: z.number(),
  url: z.string(),
  push_events: z.boolean().nullish(),
  tag_push_events: z.boolean().nullish(),
  merge_requests_events: z.boolean().nullish(),
  /** `executable`, `temporarily_disabled` or `disabled`; older servers do not say. */
  alert_status: z.string().nullish(),
  disabled_until: z.string().nullish(),
});
export type HookPayload = z.infer<typeof hookSchema>;
const INVALID = 422;

export const isExecutable = ({ alert_status: status }: HookPayload): boolean =>
  (status ?? 'executable') === 'executable';

/**
 * Makes the webhook, or has the one with this address send what is needed, with this secret. One that GitLab has
 * disabled is made anew: nothing else is sure to let it send at once. It goes last, so that no push is left untold.
 */
export async function writeHook(place: Place, target: WebhookTarget): Promise<string> {
  const { api, slug, path } = place;
  const ours = await hooksAt(place, target.url);
  const kept = ours.find(isExecutable);
  const [method, at] = kept
    ? (['PUT', `${path}/hooks/${kept.id}`] as const)
    : (['POST', `${path}/hooks`] as const);
  const { status, body } = await api.send(method, at, wanted(target), [INVALID]);
  if (status === INVALID) throw refused(target.url, body);
  await deleteAll(
    place,
    ours.filter((one) => one !== kept),
  );
  return `GitLab's webhook of ${slug} sends deliveries to ${target.url}.`;
}

/** Servers that sign no deliveries pass over the signing token. */
function wanted({ url, secret }: WebhookTarget): object {
  return {
    ...{ url, token: secret, signing_token: signingTokenOf(secret), ...EVENTS },
    ...{ enable_ssl_verification: url.startsWith('https:'), push_events_branch_filter: '' },
  };
}

/** Takes away the webhooks that send to this address. */
export async function removeHook(place: Place, url: string): Promise<string | undefined> {
  const ours = await hooksAt(place, url);
  await deleteAll(place, ours);
  return ours.length === 0
    ? undefined
    : `GitLab's webhook of ${place.slug} that sent to ${url} is gone.`;
}

/** Throws ExternalHostError where the token may not see webhooks: one may be there. */
export async function hooksAt(place: Place, url: string): Promise<readonly HookPayload[]> {
  const hooks = await place.api.list(`${place.path}/hooks`, hookSchema);
  if (hooks) return hooks.filter((hook) => hook.url === url);
  throw new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `GitLab shows no webhooks of ${place.slug}: the project is gone, or the token may not see them.`,
    { wayOut: 'Give a token of a maintainer with the scope `api`, or look at its webhooks there.' },
  );
}

async function deleteAll({ api, path }: Place, hooks: readonly HookPayload[]): Promise<void> {
  for (const { id } of hooks) await api.send('DELETE', `${path}/hooks/${id}`, undefined, [404]);
}

function refused(url: string, answer: unknown): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `GitLab does not take a webhook to ${url}: ${wordsOf(JSON.stringify(answer ?? null)) || INVALID}`,
    {
      wayOut:
        'GitLab sends webhooks into its own network only where its administrator allows it (Admin, Settings, Network, Outbound requests); and a project has a hundred at most.',
    },
  );
}
