import { ExternalHostError, InputError, type HookHealth, type WebhookTarget } from '@turnpike/sdk';
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { ask, askAll, type Place } from './client.js';

const EVENTS = ['push', 'pull_request', 'create', 'delete', 'repository', 'member', 'release'];

type Hook = RestEndpointMethodTypes['repos']['listWebhooks']['response']['data'][number];

/** Makes the webhook, or renews the one with this address: a changed `config` has to be whole, with its secret. */
export async function writeHook(place: Place, { url, secret }: WebhookTarget): Promise<string> {
  const { octokit, owner, repo } = place;
  const [known, ...twins] = await hooksAt(place, url);
  const config = { url, secret, content_type: 'json', insecure_ssl: '0' };
  const rest = { owner, repo, config, events: EVENTS, active: true };
  await ask<unknown>(() =>
    known
      ? octokit.rest.repos.updateWebhook({ ...rest, hook_id: known.id })
      : octokit.rest.repos.createWebhook({ ...rest, name: 'web' }),
  );
  await deleteAll(place, twins);
  return `GitHub's webhook of ${owner}/${repo} sends deliveries to ${url}.`;
}

/** Takes away the webhooks that send to this address. Throws ExternalHostError where they cannot be seen. */
export async function removeHook(place: Place, url: string): Promise<string | undefined> {
  const ours = await hooksAt(place, url);
  await deleteAll(place, ours);
  const { owner, repo } = place;
  return ours.length === 0
    ? undefined
    : `GitHub's webhook of ${owner}/${repo} that sent to ${url} is gone.`;
}

export async function hookHealth(place: Place, url: string): Promise<HookHealth | undefined> {
  const [hook] = await hooksAt(place, url);
  if (!hook) return undefined;
  const lastStatus = hook.last_response.code;
  return { active: hook.active, lastStatus, lastAt: null, problem: problemOf(hook) };
}

function problemOf({ active, events, config, last_response }: Hook): string | null {
  if (!active) return 'The webhook is switched off.';
  const missing = EVENTS.filter((event) => !events.includes(event) && !events.includes('*'));
  if (missing.length > 0) return `It does not tell of: ${missing.join(', ')}.`;
  if (config.content_type !== 'json') return 'It does not send JSON.';
  const { code, message } = last_response;
  if (code === null || code < 400) return null;
  return `Its last delivery was answered with ${code}${message ? `: ${message}` : ''}.`;
}

/** A ping: the latest push over again would be one that was built. */
export async function testHook(place: Place, url: string): Promise<string> {
  const [hook] = await hooksAt(place, url);
  if (!hook)
    throw new InputError('TURNPIKE_INPUT_INVALID', `There is no webhook that sends to ${url}.`, {
      wayOut: 'Install it first.',
    });
  const { octokit, owner, repo } = place;
  await ask<unknown>(() => octokit.rest.repos.pingWebhook({ owner, repo, hook_id: hook.id }));
  return `GitHub was asked to send a ping to ${url}.`;
}

/** GitHub says "not found" to who may not see hooks, too: one may be there. */
async function hooksAt(place: Place, url: string): Promise<readonly Hook[]> {
  const { octokit, owner, repo } = place;
  const hooks = await askAll(
    () => octokit.paginate(octokit.rest.repos.listWebhooks, { owner, repo, per_page: 100 }),
    [404],
  );
  if (!hooks) throw unseen(place);
  return hooks.filter((hook) => hook.config.url === url);
}

async function deleteAll({ octokit, owner, repo }: Place, hooks: readonly Hook[]): Promise<void> {
  for (const { id } of hooks)
    await ask<unknown>(() => octokit.rest.repos.deleteWebhook({ owner, repo, hook_id: id }), [404]);
}

function unseen({ owner, repo }: Place): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `GitHub shows no webhooks of ${owner}/${repo}: the repository is gone, or the token may not see them.`,
    { wayOut: 'Give a token that may administer the repository, or look at its webhooks there.' },
  );
}
