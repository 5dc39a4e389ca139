import {
  ExternalHostError,
  InputError,
  z,
  type HookHealth,
  type WebhookTarget,
} from '@turnpike/sdk';
import type { Place } from './place.js';

const EVENTS = [
  'repo:refs_changed',
  'repo:modified',
  'pr:opened',
  'pr:from_ref_updated',
  'pr:modified',
];
/** Without these nothing is built. */
const NEEDED = ['repo:refs_changed', 'pr:opened', 'pr:from_ref_updated'];
const hookSchema = z.object({
  id: z.number(),
  url: z.string(),
  active: z.boolean(),
  events: z.array(z.string()).nullish(),
});
type HookPayload = z.infer<typeof hookSchema>;

/** Makes the webhook, or makes the one with this address what it should be. */
export async function writeHook(place: Place, { url, secret }: WebhookTarget): Promise<string> {
  const [first, ...others] = await hooksAt(place, url);
  const hook = {
    ...{ name: 'Turnpike', url, active: true, events: EVENTS },
    ...{ configuration: { secret }, sslVerificationRequired: true },
  };
  if (first) await place.api.send('PUT', `${place.path}/webhooks/${first.id}`, hook);
  else await place.api.send('POST', `${place.path}/webhooks`, hook);
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

const latestSchema = z.object({
  finish: z.number().nullish(),
  result: z.object({ description: z.string().nullish(), outcome: z.string() }),
});
type Latest = z.infer<typeof latestSchema>;

export async function hookHealth(place: Place, url: string): Promise<HookHealth | undefined> {
  const [hook] = await hooksAt(place, url);
  if (!hook) return undefined;
  const latest = await latestOf(place, hook);
  const status = /^\d{3}$/.exec(latest?.result.description ?? '')?.[0];
  return {
    active: hook.active,
    lastStatus: status === undefined ? null : Number(status),
    lastAt: latest?.finish ?? null,
    problem: problemOf(hook, latest),
  };
}

/** undefined: nothing was sent yet. */
async function latestOf({ api, path }: Place, { id }: HookPayload): Promise<Latest | undefined> {
  const answer = await api.raw(`${path}/webhooks/${id}/latest`, {}, [404]);
  const text = await answer.text();
  if (!answer.ok || text === '') return undefined;
  return latestSchema.safeParse(JSON.parse(text)).data;
}

function problemOf({ active, events }: HookPayload, latest: Latest | undefined): string | null {
  if (!active) return 'The webhook is switched off.';
  const missing = NEEDED.filter((event) => !(events ?? []).includes(event));
  if (missing.length > 0) return `It does not tell of: ${missing.join(', ')}.`;
  const { outcome, description } = latest?.result ?? { outcome: 'SUCCESS', description: null };
  return outcome === 'SUCCESS' ? null : `The last delivery failed: ${description ?? outcome}.`;
}

/** What comes is a ping. */
export async function testHook(place: Place, url: string): Promise<string> {
  const [hook] = await hooksAt(place, url);
  if (!hook)
    throw new InputError('TURNPIKE_INPUT_INVALID', `There is no webhook that sends to ${url}.`, {
      wayOut: 'Install it first.',
    });
  const query = new URLSearchParams({ webhookId: String(hook.id), url });
  await place.api.send('POST', `${place.path}/webhooks/test?${query.toString()}`, {});
  return `${place.api.host.name} was asked to send a test delivery to ${url}.`;
}

/** Throws ExternalHostError where the token may not see webhooks: one may be there. */
async function hooksAt({ api, path, slug }: Place, url: string): Promise<readonly HookPayload[]> {
  const hooks = await api.list(`${path}/webhooks`, hookSchema, { limit: 100 });
  if (hooks) return hooks.filter((hook) => hook.url === url);
  throw new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `${api.host.name} shows no webhooks of ${slug}: the repository is gone, or the token may not see them.`,
    { wayOut: 'Give a token that may administer the repository, or look at its webhooks there.' },
  );
}

async function deleteAll({ api, path }: Place, hooks: readonly HookPayload[]): Promise<void> {
  for (const { id } of hooks) await api.send('DELETE', `${path}/webhooks/${id}`, undefined, [404]);
}
