/** Things by the ways in which version 2 names them. */
import type { AccessLevel, Build, Repository } from '@turnpike/sdk';
import type { Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { findRepository, idOf } from '../resources/find.js';

const DIGITS = /^\d+$/;

/** The repository of an id, of `owner` and `name`, or of `?repository_id=` and `?slug=`. */
export function findRepo(call: Call, action: AccessLevel): Promise<Repository> {
  const { repo, owner, name } = call.params;
  const asked = call.query.get('repository_id') ?? call.query.get('slug');
  const address = owner === undefined ? (repo ?? asked ?? '') : `${owner}/${name}`;
  return findRepository({ ...call, params: { repo: address } }, action);
}

/** `/repos/ada/key` is a repository that is called `key`; of `/repos/7/key` it is the key. */
export function namedLike(call: Call, name: string): Call | undefined {
  const { repo = '', owner = repo } = call.params;
  if (DIGITS.test(owner) || call.params['name'] !== undefined) return undefined;
  return { ...call, params: { owner, name } };
}

/** `ids[]=1&ids[]=2`, or `ids=1,2`. undefined: none are asked for. */
export function askedIds({ query }: Call): readonly number[] | undefined {
  const texts = [...query.getAll('ids[]'), ...(query.get('ids')?.split(',') ?? [])];
  if (texts.length === 0) return undefined;
  const ids = texts.map((text) => idOf(text)).filter((id) => id > 0);
  return [...new Set(ids)].slice(0, MOST_IDS);
}
const MOST_IDS = 100;

/** Only those of repositories that one may read. */
export async function keepOfReadable<T extends { readonly repositoryId: number }>(
  call: Call,
  rows: readonly T[],
): Promise<readonly T[]> {
  const may = await Promise.all(
    rows.map(async ({ repositoryId }) => {
      const repository = await call.load.repository(repositoryId);
      return repository ? (await call.access.rights(repository)).read : false;
    }),
  );
  return rows.filter((_row, index) => may[index]);
}

/** The builds of these ids that one may read, in their order. */
export async function buildsOf(call: Call, ids: readonly number[]): Promise<readonly Build[]> {
  const found = await call.api.store.builds.many(ids);
  const rows = ids.map((id) => found.get(id)).filter((build) => build !== undefined);
  return keepOfReadable(call, rows);
}

/** Throws where the text is the number of no build of the repository. */
export async function buildByNumber(
  call: Call,
  repository: Repository,
  text: string,
): Promise<Build | undefined> {
  if (!/^\d{1,9}$/.test(text)) throw notFound('build');
  return call.api.store.builds.byNumber(repository.id, Number(text));
}
