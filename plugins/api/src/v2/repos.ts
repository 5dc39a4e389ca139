import type { Build, Repository, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import type { Call } from '../endpoint.js';
import { parsePage } from '../envelope/paging.js';
import { keepReadable } from '../keep-readable.js';
import { single } from '../render/collection.js';
import { wireOf, type AskV3 } from './delegate.js';
import { endpointV2 } from './endpoint-v2.js';
import { askedIds, findRepo, namedLike } from './find-v2.js';
import { branchV2, commitV2, repoV2 } from './render-v2.js';

export function repoRoutes(api: Api, ask: AskV3): Route[] {
  const key = (method: 'GET' | 'POST') => async (call: Call) => {
    const other = method === 'GET' ? namedLike(call, 'key') : undefined;
    if (other) return showRepo(other);
    const { id } = await findRepo(call, method === 'GET' ? 'read' : 'admin');
    const params = { repo: String(id) };
    const address = `${method} /v3/repo/:repo/key_pair/generated`;
    const { public_key, fingerprint } = wireOf(await ask(call.exchange, address, { params }));
    return single({ key: public_key, fingerprint });
  };
  return [
    endpointV2(api, 'GET /v2/repos', list),
    endpointV2(api, 'GET /v2/repos/:repo', showRepo),
    endpointV2(api, 'GET /v2/repos/:owner/:name', showRepo),
    endpointV2(api, 'GET /v2/repos/:repo/key', key('GET')),
    endpointV2(api, 'GET /v2/repos/:owner/:name/key', key('GET')),
    endpointV2(api, 'POST /v2/repos/:repo/key', key('POST'), { audit: 'key_pair.create' }),
    endpointV2(api, 'GET /v2/repos/:repo/branches/:name(.*)', async (call) => {
      const repository = await findRepo({ ...call, params: pick(call, 'repo') }, 'read');
      const branch = await call.load.branch(repository.id, call.params['name'] ?? '');
      const [build] = await newest(call, [branch?.lastBuildId ?? 0]);
      if (!build) return single({ branch: null, commit: null });
      const { branches, commits } = await drawBranches(call, [build]);
      return single({ branch: branches[0], commit: commits[0] ?? null });
    }),
    endpointV2(api, 'GET /v2/branches', async (call) => {
      const { id } = await findRepo(call, 'read');
      const { rows } = await api.store.branches.list(id, { limit: MOST_BRANCHES });
      const ids = rows.filter(({ exists }) => exists).map(({ lastBuildId }) => lastBuildId ?? 0);
      return single(await drawBranches(call, await newest(call, ids)));
    }),
  ];
}
const MOST_BRANCHES = 50;

const pick = (call: Call, name: string) => ({ [name]: call.params[name] ?? '' });

export async function showRepo(call: Call) {
  const repository = await findRepo(call, 'read');
  return single({ repo: repoV2(repository, await lastOf(call, repository)) });
}

async function list(call: Call) {
  const rows = await listed(call);
  const shown = await keepReadable(call.access, rows);
  const drawn = shown.map(async (row) => repoV2(row, await lastOf(call, row)));
  return single({ repos: await Promise.all(drawn) });
}

async function listed(call: Call): Promise<readonly Repository[]> {
  const { query, api, access } = call;
  const slug = query.get('slug');
  const ids = askedIds(call);
  if (slug !== null) return there([await api.store.repositories.bySlug(slug)]);
  if (ids) return there(await Promise.all(ids.map((id) => call.load.repository(id))));
  if (query.has('member')) return own(call);
  const owner = query.get('owner_name');
  const search = query.get('search');
  const found = await api.store.repositories.list(
    {
      ...(owner ? { ownerLogin: owner } : {}),
      ...(search ? { search } : {}),
      ...(query.get('active') === 'false' ? {} : { active: true }),
      ...(access.readableBy === undefined ? {} : { readableBy: access.readableBy }),
    },
    parsePage(query),
  );
  return found.rows;
}

/** Those that the account has rights of its own on: what `member` asks for. Of others nobody is told. */
async function own(call: Call): Promise<readonly Repository[]> {
  const { principal, readableBy } = call.access;
  const login = call.query.get('member') ?? '';
  if (principal.kind !== 'user' || principal.login.toLowerCase() !== login.toLowerCase()) return [];
  const page = { limit: 100 };
  const filter = { active: true, ...(readableBy === undefined ? {} : { readableBy }) };
  return (await call.api.store.repositories.list(filter, page)).rows;
}

const there = <T>(rows: readonly (T | undefined)[]): readonly T[] =>
  rows.filter((row) => row !== undefined);

async function lastOf({ load }: Call, { lastBuildId }: Repository): Promise<Build | undefined> {
  return lastBuildId === null ? undefined : load.build(lastBuildId);
}

async function newest(call: Call, ids: readonly number[]): Promise<readonly Build[]> {
  const found = await Promise.all(ids.filter((id) => id > 0).map((id) => call.load.build(id)));
  return there(found);
}

async function drawBranches(call: Call, builds: readonly Build[]) {
  const { load } = call;
  const branches = builds.map(async (build) => branchV2(build, await load.jobIds(build.id)));
  const commits = builds.map(async (build) => commitV2(await load.commit(build.commitId), build));
  return { branches: await Promise.all(branches), commits: await Promise.all(commits) };
}
