/** How the webhook of a repository does at its host, and a delivery to try it. */
import {
  InputError,
  isTurnpikeError,
  type RepoAccess,
  type Repository,
  type Route,
  type VcsProvider,
} from '@turnpike/sdk';
import { accessAs, personAt } from '../activation/person-at.js';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { single } from '../render/collection.js';
import type { Wire } from '../render/render.js';
import { findRepository } from './find.js';
import { hookUrl } from './take-hook-away.js';

export function hookHealthRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/repo/:repo/hook/health', async (call) =>
      single(await healthOf(call, await findRepository(call, 'admin'))),
    ),
    endpoint(
      api,
      'POST /v3/repo/:repo/hook/test',
      async (call) => {
        const repository = await findRepository(call, 'admin');
        const message = await test(call, repository);
        const target = `repo/${repository.slug}`;
        await call.exchange.audit({ target, repositoryId: repository.id });
        return single({ '@type': 'webhook_test', message }, 202);
      },
      { audit: 'repository.hook_test' },
    ),
  ];
}

async function test(call: Call, repository: Repository): Promise<string> {
  const provider = call.api.vcsProviders.find((one) => one.id === repository.vcsProvider);
  if (provider?.testHook)
    return provider.testHook(await access(call, provider, repository), {
      url: hookUrl(call.api, repository),
    });
  throw new InputError('TURNPIKE_INPUT_INVALID', 'Its host sends no deliveries on demand.', {
    wayOut: 'Push something.',
  });
}

/** What the host says, and what came. A host that cannot be asked is told, not thrown. */
async function healthOf(call: Call, repository: Repository): Promise<Wire> {
  const [last] = await call.api.store.deliveries.list(
    { repositoryId: repository.id },
    { limit: 1 },
  );
  return {
    '@type': 'webhook_health',
    '@href': `/v3/repo/${repository.id}/hook/health`,
    '@representation': 'standard',
    ...(await askHost(call, repository)),
    last_delivery_at: last ? new Date(last.receivedAt).toISOString() : null,
  };
}

/** As who asks, where the host knows them. */
async function access(
  call: Call,
  provider: VcsProvider,
  repository: Repository,
): Promise<RepoAccess> {
  return accessAs(call, repository, await personAt(call, provider));
}

async function askHost(call: Call, repository: Repository): Promise<Wire> {
  const provider = call.api.vcsProviders.find((one) => one.id === repository.vcsProvider);
  const unknown = { installed: null, problem: null, last_status: null };
  if (!provider?.hookHealth) return unknown;
  try {
    const hook = { url: hookUrl(call.api, repository) };
    const found = await provider.hookHealth(await access(call, provider, repository), hook);
    if (!found) return { ...unknown, installed: false };
    const off = found.active ? null : 'Its host has switched it off.';
    return { installed: true, problem: found.problem ?? off, last_status: found.lastStatus };
  } catch (error) {
    if (!isTurnpikeError(error)) throw error;
    return { ...unknown, problem: error.message };
  }
}
