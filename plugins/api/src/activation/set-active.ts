import type { Activation, Repository } from '@turnpike/sdk';
import { openHostAccess } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import type { Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { findRepository } from '../resources/find.js';
import { takeHookAway } from '../resources/take-hook-away.js';
import { takeKeyAway } from './deploy-key.js';
import { canSetUp, setUp, type SetUp } from './set-up.js';

export interface Activated {
  readonly repository: Repository;
  /** Only where its host was asked. */
  readonly hook?: SetUp['hook'];
}

/** The host first: what cannot be set up there leaves the repository as it was. The first build comes by looking. */
export async function activate(call: Call): Promise<Activated> {
  const found = await findRepository(call, 'admin');
  const provider = call.api.vcsProviders.find((one) => one.id === found.vcsProvider);
  if (!canSetUp(provider)) return { repository: await store(call.api, found.id, { active: true }) };
  const { activation, hook } = await setUp(call, provider, found);
  return { repository: await store(call.api, found.id, { active: true, activation }), hook };
}

/** Here first: a host that is away, or a token that is dead, keeps nobody from switching off. */
export async function deactivate(call: Call): Promise<Activated> {
  const { api } = call;
  const found = await findRepository(call, 'admin');
  const provider = api.vcsProviders.find((one) => one.id === found.vcsProvider);
  const access = await openHostAccess(api, found);
  const repository = await store(api, found.id, { active: false, activation: null });
  if (!canSetUp(provider)) return { repository };
  const left = await takeHookAway(api, access);
  const key = await takeKeyAway(api, provider, access);
  const hook =
    left.state === 'unknown'
      ? `The webhook that sends to ${left.url} may still be there: ${left.message}`
      : left.message;
  const message = [hook, key].filter(Boolean).join(' ');
  return { repository, hook: { installed: left.state === 'unknown', message } };
}

async function store(
  api: Api,
  id: number,
  patch: { readonly active: boolean; readonly activation?: Activation | null },
): Promise<Repository> {
  const changed = await api.store.transaction(async (tx) => {
    const row = await tx.repositories.update(id, patch);
    tx.emit('repository:changed', { repositoryId: id });
    return row;
  });
  if (!changed) throw notFound('repository');
  return changed;
}
