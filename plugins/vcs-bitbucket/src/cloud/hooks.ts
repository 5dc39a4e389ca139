import { z, type HookHealth } from '@turnpike/sdk';
import { hooksBy, whatLacks } from '../hooks-by.js';
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

const { hooksAt, writeHook, removeHook } = hooksBy<Place, HookPayload>({
  list: ({ api, path }) => api.list(`${path}/hooks`, hookSchema, { pagelen: 100 }),
  at: ({ path }, hook) =>
    [`${path}/hooks`, ...(hook ? [encodeURIComponent(hook.uuid)] : [])].join('/'),
  wanted: ({ url, secret }) => ({
    description: 'Turnpike',
    ...{ url, active: true, secret, events: EVENTS },
  }),
});
export { removeHook, writeHook };

/** The host keeps what became of deliveries to itself. */
export async function hookHealth(place: Place, url: string): Promise<HookHealth | undefined> {
  const [hook] = await hooksAt(place, url);
  if (!hook) return undefined;
  return { active: hook.active, lastStatus: null, lastAt: null, problem: problemOf(hook) };
}

function problemOf(hook: HookPayload): string | null {
  if (hook.active && hook.secret_set === false)
    return 'It has no secret: its deliveries are refused.';
  return whatLacks(hook, NEEDED);
}
