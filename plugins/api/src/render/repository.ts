import { withoutCredentials, type Repository } from '@turnpike/sdk';
import { vcsTypeOf } from '@turnpike/sdk/platform';
import type { Rights } from '@turnpike/sdk/store';
import { hrefs } from '../envelope/hrefs.js';
import { renderOwner } from './people.js';
import { renderBranchOf, renderBuildById } from './references.js';
import { EMAIL, STARRED } from '../preferences.js';
import { head, type Form, type Render, type Wire } from './render.js';

export async function renderRepository(
  render: Render,
  repository: Repository,
  form: Form,
): Promise<Wire> {
  const href = hrefs.repository(repository.id);
  const permissions =
    form === 'standard' ? permissionsOf(await render.access.rights(repository)) : undefined;
  const minimal = {
    ...head('repository', href, form, permissions),
    id: repository.id,
    name: repository.name,
    slug: repository.slug,
  };
  if (form === 'minimal') return minimal;
  return {
    ...minimal,
    ...attributes(repository, render.load.kindOf(repository.vcsProvider)),
    ...(await ofWhoAsks(render, repository)),
    ...(await nested(render.within(href), repository)),
  };
}

function attributes(repository: Repository, kind: string): Wire {
  return {
    description: repository.description,
    github_id: null,
    github_language: null,
    vcs_id: repository.vcsId,
    vcs_type: vcsTypeOf(kind, 'Repository'),
    vcs_name: repository.name,
    active: repository.active,
    private: repository.private,
    owner_name: repository.ownerLogin,
    managed_by_installation: false,
    build_count: repository.nextBuildNumber - 1,
    config_validation: repository.settings.config_validation,
    clone_url: withoutCredentials(repository.cloneUrl),
    html_url: repository.htmlUrl,
    provider: repository.vcsProvider,
    health: renderHealth(repository),
    ...renderMove(repository),
    created_at: new Date(repository.createdAt).toISOString(),
  };
}

/** What whoever asks said of it. */
async function ofWhoAsks({ access, load }: Render, { id }: Repository): Promise<Wire> {
  const all = access.userId === null ? [] : await load.preferences(access.userId);
  const said = (name: string) =>
    all.find((one) => one.name === name && one.repositoryId === id)?.value;
  return { starred: said(STARRED) === true, email_subscribed: said(EMAIL) !== false };
}

/** Can its host be asked? Else since when not, why, and what to do. */
function renderHealth({ hostFault, active }: Repository): Wire {
  if (!hostFault || !active) return { state: 'ok' };
  const { since, code, message, wayOut } = hostFault;
  return {
    state: 'failing',
    since: new Date(since).toISOString(),
    code,
    message: withoutCredentials(message),
    way_out: wayOut,
  };
}

function renderMove({ moved }: Repository): Wire {
  return moved ? { moved: { from: moved.from, at: new Date(moved.at).toISOString() } } : {};
}

async function nested(render: Render, repository: Repository): Promise<Wire> {
  const owner = await render.load.owner(repository.ownerId);
  return {
    owner: owner ? renderOwner(render.load, owner, render.form('repository.owner')) : null,
    default_branch: await renderBranchOf(
      render,
      repository,
      repository.defaultBranch,
      render.form('repository.default_branch'),
    ),
    ...(render.asked('repository.current_build')
      ? { current_build: await renderBuildById(render, repository.lastBuildId, 'standard') }
      : {}),
    ...(render.asked('repository.last_started_build')
      ? { last_started_build: await renderBuildById(render, repository.currentBuildId, 'standard') }
      : {}),
    ...(render.asked('repository.next_build_number')
      ? { next_build_number: repository.nextBuildNumber }
      : {}),
  };
}

/** Names are the contract: clients hide what they may not do (travis-api facts 5). */
function permissionsOf({ read, write, admin }: Rights): Record<string, boolean> {
  return {
    read,
    activate: admin,
    deactivate: admin,
    migrate: false,
    star: false,
    unstar: false,
    create_cron: write,
    create_env_var: write,
    create_key_pair: admin,
    delete_key_pair: admin,
    create_request: write,
    check_scan_results: false,
    settings_create: admin,
    settings_read: read,
    settings_update: admin,
    settings_delete: admin,
    build_create: write,
    build_cancel: write,
    build_restart: write,
    build_debug: false,
    log_view: read,
    log_delete: write,
    cache_view: write,
    cache_delete: write,
    admin,
  };
}
