import type { Repository, Route } from '@turnpike/sdk';
import { activate, deactivate, type Activated } from '../activation/set-active.js';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { parsePage } from '../envelope/paging.js';
import { keepReadable } from '../keep-readable.js';
import { collection, single } from '../render/collection.js';
import type { Wire } from '../render/render.js';
import { addRepository } from './add-repository.js';
import { badgeToken } from './badge-token.js';
import { changeRepository } from './change-repository.js';
import { findRepository } from './find.js';
import { removeRepository } from './remove-repository.js';
import { renderRemoved } from './removed-repositories.js';

export function repositoryRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/repos', (call) => list(call)),
    endpoint(api, 'GET /v3/owner/:login/repos', (call) => list(call, call.params['login'] ?? '')),
    endpoint(
      api,
      'POST /v3/repos',
      async (call) => {
        const { repository, hook } = await addRepository(call);
        await call.exchange.audit({
          target: `repo/${repository.slug}`,
          repositoryId: repository.id,
        });
        return single({ ...(await whole(call, repository)), ...(hook ? { hook } : {}) }, 201);
      },
      { audit: 'repository.add' },
    ),
    endpoint(api, 'GET /v3/repo/:repo', async (call) =>
      single(await renderOne(call, await findRepository(call, 'read'))),
    ),
    endpoint(
      api,
      'PATCH /v3/repo/:repo',
      async (call) => single(await whole(call, await changeRepository(call))),
      { audit: 'repository.change' },
    ),
    endpoint(
      api,
      'DELETE /v3/repo/:repo',
      async (call) => {
        const { record, kept } = await removeRepository(api, await findRepository(call, 'admin'));
        const { id, slug } = record;
        const after = { hook: record.hook.state, credential: record.credential };
        await call.exchange.audit({ target: `repo/${slug}`, repositoryId: id, after });
        return single(renderRemoved(record, kept));
      },
      { audit: 'repository.remove' },
    ),
    endpoint(api, 'POST /v3/repo/:repo/activate', (call) => answer(call, activate), {
      audit: 'repository.activate',
    }),
    endpoint(api, 'POST /v3/repo/:repo/deactivate', (call) => answer(call, deactivate), {
      audit: 'repository.deactivate',
    }),
  ];
}

async function list(call: Call, ownerLogin?: string) {
  const page = parsePage(call.query, 100);
  const search = call.query.get('name_filter') ?? call.query.get('slug_filter');
  const active = flag(call.query.get('active') ?? call.query.get('repository.active'));
  const { readableBy } = call.access;
  const found = await call.api.store.repositories.list(
    {
      ...(search ? { search } : {}),
      ...(ownerLogin === undefined ? {} : { ownerLogin }),
      ...(active === undefined ? {} : { active }),
      ...(readableBy === undefined ? {} : { readableBy }),
    },
    page,
  );
  const visible = await keepReadable(call.access, found.rows);
  const entries = await Promise.all(visible.map((row) => whole(call, row)));
  return collection(call, 'repositories', entries, { page, total: found.total });
}

async function answer(call: Call, change: (call: Call) => Promise<Activated>) {
  const { repository, hook } = await change(call);
  return single({ ...(await whole(call, repository)), ...(hook ? { hook } : {}) });
}

async function renderOne(call: Call, repository: Repository): Promise<Wire> {
  const token = await badgeToken(call.api, repository);
  return { ...(await whole(call, repository)), ...(token ? { badge_token: token } : {}) };
}

function whole(call: Call, repository: Repository): Promise<Wire> {
  return call.render.draw.repository(call.render, repository, 'standard');
}

function flag(text: string | null): boolean | undefined {
  return text === null || text === '' ? undefined : text === 'true';
}
