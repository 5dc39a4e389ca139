import { ExternalHostError, z, type HookHealth, type WebhookTarget } from '@turnpike/sdk';
import type { Place } from './place.js';

const EVENTS = [
  'repo:push',
  'repo:updated',
  'repo:transfer',
  'pullrequest:created',
  'pullrequest:updated',
];
/** Without these nothing is built. */
const NEEDED = ['repo:push', 'pullrequest:created', 'pullrequest:updated'];
const hookSchema = z.object({
  uuid: z.string(),
  url: z.string(),
  active: z.boolean(),
  events: z.array(z.string()).nullish(),
  /** The secret itself is never told. */
  secret_set: z.boolean().nullish(),
});
type HookPayload = z.infer<typeof hookSchema>;

/** Makes the webhook, or makes the one with this address what it should be. */
export async function writeHook(place: Place, { url, secret }: WebhookTarget): Promise<string> {
  const [first, ...others] = await hooksAt(place, url);
  const hook = { description: 'Turnpike', url, active: true, secret, events: EVENTS };
  if (first) await place.api.send('PUT', addressOf(place, first), hook);
  else await place.api.send('POST', `${place.path}/hooks`, hook);
  await deleteAll(place, others);
  return `${place.api.host.name}'s webhook of ${place.slug} sends deliveries to ${url}.`;
}

/** Takes away the webhooks that send to this address. */
export async function removeHook(place: Place, url: string): Promise<string | undefined> {
  const ours = await hooksAt(place, url);
  await deleteAll(place, ours);
  return ours.length === 0
    ? undefined
    : `${place.api.host.name}'s webhook of ${place.slug} that sent to ${url} is gone.`;
}

/** The host keeps what became of deliveries to itself. */
export async function hookHealth(place: Place, url: string): Promise<HookHealth | undefined> {
  const [hook] = await hooksAt(place, url);
  if (!hook) return undefined;
  return { active: hook.active, lastStatus: null, lastAt: null, problem: problemOf(hook) };
}

function problemOf({ active, events, secret_set }: HookPayload): string | null {
  if (!active) return 'The webhook is switched off.';
  if (secret_set === false) return 'It has no secret: its deliveries are refused.';
  const missing = NEEDED.filter((event) => !(events ?? []).includes(event));
  return missing.length === 0 ? null : `It does not tell of: ${missing.join(', ')}.`;
}

/** Throws ExternalHostError where the token may not see webhooks: one may be there. */
async function hooksAt({ api, path, slug }: Place, url: string): Promise<readonly HookPayload[]> {
  const hooks = await api.list(`${path}/hooks`, hookSchema, { pagelen: 100 });
  if (hooks) return hooks.filter((hook) => hook.url === url);
  throw new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `${api.host.name} shows no webhooks of ${slug}: the repository is gone, or the token may not see them.`,
    { wayOut: 'Give a token that may administer the repository, or look at its webhooks there.' },
  );
}

const addressOf = ({ path }: Place, { uuid }: HookPayload): string =>
  `${path}/hooks/${encodeURIComponent(uuid)}`;

async function deleteAll(place: Place, hooks: readonly HookPayload[]): Promise<void> {
  for (const hook of hooks)
    await place.api.send('DELETE', addressOf(place, hook), undefined, [404]);
}
