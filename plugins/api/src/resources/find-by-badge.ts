import type { HttpExchange, Repository } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { accessOf } from '../endpoint.js';
import { isBadgeToken } from './badge-token.js';
import { idOf } from './find.js';

/** The repository of an image or feed; undefined: it is not there, or not to be seen without its badge's token. */
export async function findByBadge(
  api: Api,
  exchange: HttpExchange,
): Promise<Repository | undefined> {
  const { owner, name, id } = exchange.params;
  const { repositories } = api.store;
  const repository = await (id === undefined
    ? repositories.bySlugEver(`${owner}/${name}`)
    : repositories.get(idOf(id)));
  if (!repository) return undefined;
  const { read } = await accessOf(api, exchange).rights(repository);
  const isShown = read || (await isBadgeToken(api, repository, exchange.query.get('token')));
  return isShown ? repository : undefined;
}
