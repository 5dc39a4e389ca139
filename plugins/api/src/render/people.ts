/** Users and owners. */
import type { Identity, Owner, Sync, User } from '@turnpike/sdk';
import { vcsTypeOf } from '@turnpike/sdk/platform';
import { time } from '../envelope/times.js';
import { hrefs } from '../envelope/hrefs.js';
import type { Loader } from '../loader.js';
import { head, type Form, type Render, type Wire } from './render.js';

export function renderOwner(
  load: Pick<Loader, 'kindOf'>,
  owner: Owner,
  form: Form = 'minimal',
): Wire {
  const what = owner.type === 'organization' ? 'Organization' : 'User';
  return {
    ...head(owner.type, hrefs.owner(owner.login), form, { read: true, sync: false }),
    id: owner.id,
    login: owner.login,
    name: owner.name,
    vcs_type: vcsTypeOf(load.kindOf(owner.host), what),
    avatar_url: null,
    max_jobs: owner.maxJobs,
  };
}

/** The small form of an account: `created_by`, `restarted_by`. */
export function renderUserBriefly(user: User, form: Form = 'minimal'): Wire {
  return {
    ...head('user', hrefs.user(user.id), form, { read: true, sync: false }),
    id: user.id,
    login: user.login,
    name: user.name,
    vcs_type: 'GithubUser',
    avatar_url: null,
  };
}

/** Its own e-mail address is shown to the account alone. */
export function renderUser(
  user: User,
  own: boolean,
  syncs: readonly (Pick<Sync, 'state' | 'finishedAt'> & Pick<Identity, 'syncedAt'>)[] = [],
): Wire {
  const synced = syncs.flatMap(({ syncedAt }) => syncedAt ?? []);
  return {
    ...renderUserBriefly(user, 'standard'),
    ...(own ? { email: user.email } : {}),
    is_syncing: syncs.some(({ state }) => state === 'waiting' || state === 'running'),
    synced_at: synced.length === 0 ? null : time(Math.min(...synced)),
    admin: user.admin,
  };
}

/** The account behind a login at the host; null where there is none here. */
export async function renderCreatedBy(
  render: Render,
  login: string | null,
  form: Form,
): Promise<Wire | null> {
  const user = login === null ? undefined : await render.load.userByLogin(login);
  return user ? renderUserBriefly(user, form) : null;
}
