import {
  INCLUDES,
  type WireBranches,
  type WireHookHealth,
  type WireHookTest,
  type WireInputs,
  type WireRemovedRepository,
  type WireRepositories,
  type WireRepository,
  type WireWebhook,
} from '@turnpike/core/contracts/wire';
import { splitSlug } from './build-view.js';
import { call } from './http.js';

/** What lists of repositories show of each. */
export const INCLUDED = INCLUDES.repositories;

export interface RepositoryFilter {
  readonly search?: string;
  readonly owner?: string;
  readonly active?: boolean;
  readonly offset?: number;
  readonly limit?: number;
}

/** Newest build first. */
export function listRepositories(
  filter: RepositoryFilter,
  signal?: AbortSignal,
): Promise<WireRepositories> {
  const query = {
    name_filter: filter.search,
    active: filter.active,
    offset: filter.offset,
    limit: filter.limit,
    sort_by: 'current_build:desc',
    include: INCLUDES.repositories,
  };
  return filter.owner === undefined
    ? call('repositories', { query, ...(signal && { signal }) })
    : call('ownerRepositories', {
        params: { login: filter.owner },
        query,
        ...(signal && { signal }),
      });
}

export function getRepository(
  repo: string | number,
  signal?: AbortSignal,
  include: string = INCLUDES.repository,
): Promise<WireRepository> {
  return call('repository', { params: { repo }, query: { include }, ...(signal && { signal }) });
}

export function addRepository(body: WireInputs['repository']): Promise<WireRepository> {
  return call('addRepository', { body });
}

export function changeRepository(
  repo: number,
  body: WireInputs['repository_change'],
): Promise<WireRepository> {
  return call('changeRepository', { params: { repo }, body });
}

export function getHook(repo: number): Promise<WireWebhook> {
  return call('hook', { params: { repo } });
}

/** Its host is asked. */
export function getHookHealth(repo: number, signal?: AbortSignal): Promise<WireHookHealth> {
  return call('hookHealth', { params: { repo }, ...(signal && { signal }) });
}

export function testHook(repo: number): Promise<WireHookTest> {
  return call('testHook', { params: { repo } });
}

export function renewHook(repo: number): Promise<WireWebhook> {
  return call('renewHook', { params: { repo }, body: {} });
}

export function setActive(repo: number, active: boolean): Promise<WireRepository> {
  return call(active ? 'activate' : 'deactivate', { params: { repo } });
}

export function removeRepository(repo: number): Promise<WireRemovedRepository> {
  return call('removeRepository', { params: { repo } });
}

export function listBranches(
  repo: number,
  filter: { readonly name?: string; readonly offset?: number },
  signal?: AbortSignal,
): Promise<WireBranches> {
  return call('branches', {
    params: { repo },
    query: { ...filter, limit: 50, include: INCLUDES.branches },
    ...(signal && { signal }),
  });
}

/** With the token that shows it to readers who are not logged in, where the repository came with one. */
export function badgePath(
  { slug, badge_token: token }: Pick<WireRepository, 'slug' | 'badge_token'>,
  branch?: string,
): string {
  const { owner, name } = splitSlug(slug);
  const query = new URLSearchParams({ ...(branch && { branch }), ...(token && { token }) });
  return `/${[owner, name].map(encodeURIComponent).join('/')}.svg${query.size > 0 ? `?${query.toString()}` : ''}`;
}
