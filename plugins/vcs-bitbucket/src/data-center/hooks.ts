import { InputError, z, type HookHealth } from '@turnpike/sdk';
import { hooksBy, whatLacks } from '../hooks-by.js';
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

const { hooksAt, writeHook, removeHook } = hooksBy<Place, HookPayload>({
  list: ({ api, path }) => api.list(`${path}/webhooks`, hookSchema, { limit: 100 }),
  at: ({ path }, hook) => [`${path}/webhooks`, ...(hook ? [hook.id] : [])].join('/'),
  wanted: ({ url, secret }) => ({
    ...{ name: 'Turnpike', url, active: true, events: EVENTS },
    ...{ configuration: { secret }, sslVerificationRequired: true },
  }),
});
export { removeHook, writeHook };

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

function problemOf(hook: HookPayload, latest: Latest | undefined): string | null {
  const lacks = whatLacks(hook, NEEDED);
  if (lacks !== null) return lacks;
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
