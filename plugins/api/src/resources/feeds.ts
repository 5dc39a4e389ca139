/** Feeds of repositories: CCTray for build lights, Atom for readers (travis-api facts 9). They send no version and no header. */
import type { Build, HttpExchange, HttpResponse, Repository, Route } from '@turnpike/sdk';
import { isFinal } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { accessOf } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { keepReadable } from '../keep-readable.js';
import { atomFeed } from '../render/atom.js';
import { ccProject, ccProjects } from '../render/cctray.js';
import type { Xml } from '../render/xml.js';
import { findByBadge } from './find-by-badge.js';

const MOST_PROJECTS = 100;
const MOST_ENTRIES = 25;
const MOST_UNFINISHED = 10;
const XML = 'application/xml; charset=utf-8';
const ATOM = 'application/atom+xml; charset=utf-8';

export function feedRoutes(api: Api): Route[] {
  const route = (path: string, type: string, draw: (exchange: HttpExchange) => Promise<Xml>) => ({
    method: 'GET' as const,
    path,
    allow: ['anonymous', 'user', 'role'] as const,
    async handle(exchange: HttpExchange): Promise<HttpResponse> {
      const headers = { 'content-type': type, 'cache-control': 'no-cache' };
      return { status: 200, headers, body: String(await draw(exchange)) };
    },
  });
  const one = async (exchange: HttpExchange) => {
    const repository = await findReadable(api, exchange);
    return ccProjects(await projectsOf(api, [repository], exchange.query.get('branch')));
  };
  const builds = async (exchange: HttpExchange) => {
    const repository = await findReadable(api, exchange);
    const { rows } = await api.store.builds.list(
      { repositoryId: repository.id },
      { limit: MOST_ENTRIES },
    );
    const commits = await api.store.commits.many(rows.map(({ commitId }) => commitId));
    const entries = rows.map((build) => ({ build, commit: commits.get(build.commitId) }));
    return atomFeed(api.publicUrl(), repository, entries);
  };
  return [
    route('/repos/:owner/:name/cc.xml', XML, one),
    route('/repos/:id/cc.xml', XML, one),
    route('/repos/:owner.xml', XML, async (exchange) => {
      const shown = await ofOwner(api, exchange);
      return ccProjects(await projectsOf(api, shown, exchange.query.get('branch')));
    }),
    route('/repos/:owner/:name/builds.atom', ATOM, builds),
    route('/:owner/:name/builds.atom', ATOM, builds),
  ];
}

async function projectsOf(
  { store, publicUrl }: Api,
  repositories: readonly Repository[],
  branch: string | null,
): Promise<readonly Xml[]> {
  const drawn = repositories.map(async (repository) => {
    const of = { repositoryId: repository.id, ...(branch ? { branch } : {}) };
    const { rows } = await store.builds.list(of, { limit: 1 + MOST_UNFINISHED });
    const [newest] = rows;
    return newest && ccProject(publicUrl(), repository, newest, lastFinished(rows));
  });
  return (await Promise.all(drawn)).filter((project) => project !== undefined);
}

const lastFinished = (builds: readonly Build[]): Build | undefined =>
  builds.find(({ state }) => isFinal(state));

/** Throws NotFoundError where it is not there, or not to be seen without the token of its badge. */
async function findReadable(api: Api, exchange: HttpExchange): Promise<Repository> {
  const repository = await findByBadge(api, exchange);
  if (!repository) throw notFound('repository');
  return repository;
}

async function ofOwner(api: Api, exchange: HttpExchange): Promise<readonly Repository[]> {
  const access = accessOf(api, exchange);
  const { readableBy } = access;
  const { rows } = await api.store.repositories.list(
    {
      active: true,
      ownerLogin: exchange.params['owner'] ?? '',
      ...(readableBy === undefined ? {} : { readableBy }),
    },
    { limit: MOST_PROJECTS },
  );
  return keepReadable(access, rows);
}
