import type { Octokit } from '@octokit/rest';
import {
  ExternalHostError,
  NotAllowedError,
  readPayload,
  z,
  type AccessLevel,
  type AccountAccess,
  type HostAccount,
  type ListedRepository,
  type RepositoryPage,
  type TokenGrant,
  type TokenOwner,
  type WithheldAccount,
} from '@turnpike/sdk';
import { ask, type Place } from './client.js';
import { hostError, statusOf } from './host-error.js';
import type { GithubHost } from './hosts.js';
import { repositorySchema, toIdentity } from './payload.js';

const PER_PAGE = 100;

/** A dead token is no fault of the host: its owner has to sign in again. */
async function asOwner<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (statusOf(error) !== 401) throw hostError(error);
    throw new NotAllowedError(
      'TURNPIKE_ACCESS_DENIED',
      'GitHub does not take the token any more.',
      { wayOut: 'Sign in with GitHub again.' },
      error,
    );
  }
}

const userSchema = z.object({
  id: z.number().int(),
  login: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
});
const emailsSchema = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

/** Whose token it is. Tokens of apps have no scopes. */
export async function whoAmI(octokit: Octokit): Promise<TokenOwner> {
  const { data, headers } = await asOwner(() => octokit.rest.users.getAuthenticated());
  const { id, login, name, avatar_url } = readPayload(userSchema, data);
  const scopes = headers['x-oauth-scopes'];
  return {
    hostUserId: String(id),
    login,
    name: name ?? null,
    avatarUrl: avatar_url ?? null,
    email: await verifiedEmail(octokit),
    scopes: scopes === undefined ? null : scopes.split(',').flatMap((one) => one.trim() || []),
  };
}

/** null: the token may not read them, or none is verified. */
async function verifiedEmail(octokit: Octokit): Promise<string | null> {
  const found = await ask(
    () => octokit.rest.users.listEmailsForAuthenticatedUser({ per_page: PER_PAGE }),
    [401, 403, 404],
  );
  const emails = emailsSchema.safeParse(found ?? []).data ?? [];
  return emails.find(({ primary, verified }) => primary && verified)?.email ?? null;
}

const listedSchema = repositorySchema.extend({
  archived: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
  visibility: z.string().nullish(),
  permissions: z
    .object({
      admin: z.boolean().optional(),
      maintain: z.boolean().optional(),
      push: z.boolean().optional(),
      triage: z.boolean().optional(),
      pull: z.boolean().optional(),
    })
    .nullish(),
});

/** A page of what the token's owner may see. GitHub leaves out, with 200, what asks for single sign-on. */
export async function listRepositories(
  octokit: Octokit,
  _access: AccountAccess,
  page: string | null,
): Promise<RepositoryPage> {
  const number = Number(page ?? 1);
  const { data, headers } = await asOwner(() =>
    octokit.rest.repos.listForAuthenticatedUser({
      affiliation: 'owner,collaborator,organization_member',
      per_page: PER_PAGE,
      page: number,
      sort: 'full_name',
    }),
  );
  const withheld = singleSignOn(headers['x-github-sso']);
  return {
    rows: readPayload(z.array(listedSchema), data).flatMap(toListed),
    next: nextPage(headers.link),
    complete: withheld.length === 0,
    withheld,
  };
}

function toListed(row: z.infer<typeof listedSchema>): ListedRepository[] {
  const { admin, maintain, push, triage, pull } = row.permissions ?? {};
  const level: AccessLevel | undefined =
    (admin && 'admin') ||
    ((push || maintain) && 'write') ||
    ((pull || triage) && 'read') ||
    undefined;
  if (!level) return [];
  // Internal ones are for members of the enterprise: not for everybody.
  const hidden = row.private || (row.visibility ?? 'public') !== 'public';
  const identity = { ...toIdentity(row), private: hidden };
  return [{ identity, level, archived: row.archived === true }];
}

/** GitHub's own word for what comes next; pages are never counted. */
function nextPage(link: string | undefined): string | null {
  const next = link?.split(',').find((part) => /;\s*rel="next"/.test(part));
  return /[?&]page=(\d+)/.exec(next ?? '')?.[1] ?? null;
}

/** `partial-results; organizations=21955855,20582480` */
function singleSignOn(header: unknown): readonly WithheldAccount[] {
  const [, ids = ''] = /organizations=([\d,]+)/.exec(String(header ?? '')) ?? [];
  return ids
    .split(',')
    .filter(Boolean)
    .map((account) => ({
      account,
      by: 'id' as const,
      reason: 'The organization asks for a session of its single sign-on.',
      url: null,
    }));
}

const permissionSchema = z.object({
  permission: z.string(),
  user: z.object({ id: z.number().int() }).nullish(),
});
const LEVELS: Readonly<Record<string, AccessLevel>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
};

/** The highest of all that was granted. Asked by login, as GitHub wants it; told by id, so that a login is nobody's proof. */
export async function readPermission(
  { octokit, owner, repo }: Place,
  { hostUserId, login }: Pick<HostAccount, 'hostUserId' | 'login'>,
): Promise<AccessLevel | null> {
  const found = await ask(
    () => octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login }),
    [404],
  );
  if (found === undefined) return null;
  const { permission, user } = readPayload(permissionSchema, found);
  if (String(user?.id) !== hostUserId) return null;
  return LEVELS[permission] ?? null;
}

const grantSchema = z.union([
  z.object({
    access_token: z.string(),
    refresh_token: z.string().optional(),
    expires_in: z.number().optional(),
  }),
  z.object({ error: z.string() }),
]);

/** Of apps whose tokens end. The old pair is void from then on. A refusal comes with status 200. */
export async function renewToken(
  { client, fetch: send = fetch }: GithubHost,
  refresh: string,
): Promise<TokenGrant> {
  if (!client) throw refusedToRenew('its entry of hosts has no clientId and clientSecret');
  const answer = await send(`${client.url}/login/oauth/access_token`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({
      client_id: client.id,
      client_secret: client.secret,
      grant_type: 'refresh_token',
      refresh_token: refresh,
    }),
  });
  const said = answer.ok ? grantSchema.safeParse(await answer.json().catch(() => undefined)) : null;
  if (!said?.success)
    throw new ExternalHostError(
      'TURNPIKE_HOST_UNAVAILABLE',
      `GitHub does not renew tokens now: ${answer.status}.`,
    );
  if ('error' in said.data) throw refusedToRenew(said.data.error);
  const { access_token: token, refresh_token, expires_in } = said.data;
  const expiresAt = expires_in === undefined ? null : Date.now() + expires_in * 1000;
  return { token, refresh: refresh_token ?? null, expiresAt };
}

function refusedToRenew(why: string): NotAllowedError {
  return new NotAllowedError(
    'TURNPIKE_ACCESS_DENIED',
    `GitHub does not renew the token: ${why.slice(0, 100)}.`,
    { wayOut: 'Sign in with GitHub again.' },
  );
}
