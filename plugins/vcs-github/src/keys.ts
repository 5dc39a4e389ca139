import { ExternalHostError, isTurnpikeError, isSameSshKey, type DeployKey } from '@turnpike/sdk';
import { ask, askAll, type Place } from './client.js';

interface Key {
  readonly id: number;
  readonly key: string;
  readonly read_only: boolean;
}

/** Lets this key read the repository. One that may write, too, is made anew. */
export async function ensureKey(place: Place, key: DeployKey): Promise<string> {
  const known = await keysOf(place, key.publicKey);
  const said = `GitHub lets the key “${key.title}” read ${place.owner}/${place.repo}.`;
  if (known.some((one) => one.read_only)) return said;
  await deleteAll(place, known);
  await create(place, key);
  return said;
}

export async function removeKey(place: Place, publicKey: string): Promise<string | undefined> {
  const known = await keysOf(place, publicKey);
  await deleteAll(place, known);
  return known.length === 0
    ? undefined
    : `GitHub lets the key of ${place.owner}/${place.repo} read it no more.`;
}

async function keysOf(place: Place, publicKey: string): Promise<readonly Key[]> {
  const { octokit, owner, repo } = place;
  const keys = await askAll(
    () => octokit.paginate(octokit.rest.repos.listDeployKeys, { owner, repo, per_page: 100 }),
    [404],
  );
  if (!keys)
    throw new ExternalHostError(
      'TURNPIKE_HOST_REFUSED',
      `GitHub shows no deploy keys of ${owner}/${repo}: the repository is gone, or the token may not see them.`,
      { wayOut: 'Give a token that may administer the repository.' },
    );
  return keys.filter(({ key }) => isSameSshKey(key, publicKey));
}

async function deleteAll({ octokit, owner, repo }: Place, keys: readonly Key[]): Promise<void> {
  for (const { id } of keys)
    await ask<unknown>(
      () => octokit.rest.repos.deleteDeployKey({ owner, repo, key_id: id }),
      [404],
    );
}

async function create(place: Place, { title, publicKey }: DeployKey): Promise<void> {
  const { octokit, owner, repo } = place;
  const body = { owner, repo, title, key: publicKey, read_only: true };
  try {
    await ask<unknown>(() => octokit.rest.repos.createDeployKey(body));
  } catch (error) {
    const wayOut = isTurnpikeError(error) ? wayOutOf(error.message) : undefined;
    if (wayOut === undefined) throw error;
    const words = `GitHub does not take the deploy key: ${(error as Error).message}`;
    throw new ExternalHostError('TURNPIKE_HOST_REFUSED', words, { wayOut }, error);
  }
}

/** New organizations have deploy keys switched off; a key is good for one repository of all of GitHub. */
function wayOutOf(message: string): string | undefined {
  if (/deploy keys are disabled/i.test(message))
    return 'Let an owner of the organization allow deploy keys (its settings, “Deploy keys”), or install the app, which needs none.';
  if (/already in use/i.test(message))
    return 'Another repository or person there has this key: make a new key pair for this repository and try again.';
  return undefined;
}
