import { InputError, z, type HookHealth } from '@turnpike/sdk';
import { wordsOf } from './host-error.js';
import { hooksAt, isExecutable, type HookPayload } from './hooks.js';
import type { Place } from './place.js';

/** Without these something is not built. */
const NEEDED = ['push_events', 'tag_push_events', 'merge_requests_events'] as const;
const eventSchema = z.object({
  response_status: z.union([z.string(), z.number()]).nullish(),
  created_at: z.string().nullish(),
});
type Sent = z.infer<typeof eventSchema>;
const INVALID = 422;

/** GitLab stops sending to a webhook that failed some times, for a while or for good. */
export async function hookHealth(place: Place, url: string): Promise<HookHealth | undefined> {
  const [hook] = await hooksAt(place, url);
  if (!hook) return undefined;
  const last = await lastSent(place, hook);
  const status = Number(last?.response_status ?? Number.NaN);
  return {
    active: isExecutable(hook),
    lastStatus: Number.isInteger(status) ? status : null,
    lastAt: last?.created_at ? Date.parse(last.created_at) : null,
    problem: problemOf(hook, last),
  };
}

/** Older servers keep it to themselves. */
async function lastSent({ api, path }: Place, { id }: HookPayload): Promise<Sent | undefined> {
  const found = await api.page(`${path}/hooks/${id}/events`, eventSchema, { per_page: 1 });
  return found?.items[0];
}

function problemOf(hook: HookPayload, last: Sent | undefined): string | null {
  if (!isExecutable(hook)) {
    const until = hook.disabled_until ? ` until ${hook.disabled_until}` : '';
    return `GitLab has switched the webhook off${until}, because deliveries failed.`;
  }
  const missing = NEEDED.filter((event) => hook[event] !== true);
  if (missing.length > 0) return `It does not tell of: ${missing.join(', ')}.`;
  const status = String(last?.response_status ?? '200');
  return /^[23]\d\d$/.test(status) ? null : `The last delivery was answered with: ${status}.`;
}

/** What comes is a push of the newest commits of the default branch, which are built already. */
export async function testHook(place: Place, url: string): Promise<string> {
  const [hook] = await hooksAt(place, url);
  if (!hook)
    throw new InputError('TURNPIKE_INPUT_INVALID', `There is no webhook that sends to ${url}.`, {
      wayOut: 'Install it first.',
    });
  const at = `${place.path}/hooks/${hook.id}/test/push_events`;
  const { status, body } = await place.api.send('POST', at, {}, [INVALID]);
  if (status === INVALID)
    throw new InputError(
      'TURNPIKE_INPUT_INVALID',
      `GitLab's test delivery to ${url} failed: ${wordsOf(JSON.stringify(body ?? null)) || INVALID}`,
      { wayOut: 'The project needs a commit, and GitLab has to reach this address.' },
    );
  return `GitLab was asked to send a test delivery to ${url}.`;
}
