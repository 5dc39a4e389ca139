/** The manifest flow: GitHub makes an app by what we say of it, and hands its secrets over once. */
import {
  cutText,
  InputError,
  readPayload,
  z,
  type AppForm,
  type AppWish,
  type MadeApp,
} from '@turnpike/sdk';
import type { Octokit } from '@octokit/rest';
import { ask } from '../client.js';

const LONGEST_NAME = 34;
const ORGANIZATION = /^[a-z\d](?:[a-z\d-]{0,38})$/i;
/** The least that all of it works with. */
const PERMISSIONS = {
  ...{ metadata: 'read', contents: 'read', pull_requests: 'read' },
  ...{ statuses: 'write', checks: 'write', members: 'read', emails: 'read' },
};
const EVENTS = [
  ...['push', 'pull_request', 'create', 'delete', 'repository', 'member', 'release'],
  ...['check_run', 'check_suite', 'organization', 'membership', 'team', 'team_add'],
];

/** `webUrl`: of its pages, without a slash at its end. */
export function appForm(webUrl: string, wish: AppWish): AppForm {
  const { organization, state } = wish;
  if (organization !== null && !ORGANIZATION.test(organization))
    throw new InputError(
      'TURNPIKE_INPUT_INVALID',
      'This is no name of an organization at GitHub.',
      {
        wayOut: 'Give it as it stands in its address.',
      },
    );
  const whose = organization === null ? '' : `/organizations/${organization}`;
  const action = new URL(`${webUrl}${whose}/settings/apps/new`);
  action.searchParams.set('state', state);
  return { action: action.href, fields: { manifest: JSON.stringify(manifestOf(wish)) } };
}

function manifestOf({ name, publicUrl, hookUrl, returnUrl, callbackUrl }: AppWish): object {
  return {
    name: cutText(name, LONGEST_NAME),
    url: publicUrl,
    hook_attributes: { url: hookUrl, active: true },
    redirect_url: returnUrl,
    callback_urls: [callbackUrl],
    public: false,
    default_permissions: PERMISSIONS,
    default_events: EVENTS,
  };
}

const schema = z.object({
  id: z.number().int(),
  slug: z.string(),
  html_url: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  webhook_secret: z.string().nullish(),
  pem: z.string(),
});

/** Good for an hour. */
export async function takeApp(octokit: Octokit, code: string): Promise<MadeApp> {
  const data = await ask(() => octokit.rest.apps.createFromManifest({ code }), [404, 422]);
  if (data === undefined)
    throw new InputError('TURNPIKE_INPUT_INVALID', 'GitHub does not know this code.', {
      wayOut: 'It is good once, for an hour: begin again from the system page.',
    });
  const made = readPayload(schema, data);
  return {
    ...{ id: String(made.id), slug: made.slug, url: made.html_url },
    ...{ clientId: made.client_id, clientSecret: made.client_secret },
    ...{ webhookSecret: made.webhook_secret ?? null, privateKey: made.pem },
  };
}
