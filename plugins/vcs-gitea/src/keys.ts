import { createHash } from 'node:crypto';
import { ExternalHostError, isSameSshKey, z, type DeployKey } from '@turnpike/sdk';
import { missingRepository } from './locate.js';
import type { Place } from './place.js';

const keySchema = z.object({
  id: z.number(),
  key: z.string(),
  title: z.string(),
  read_only: z.boolean().nullish(),
});
type KeyPayload = z.infer<typeof keySchema>;
const REFUSED = 422;

/** Lets this key read the repository. One that may write, too, is made anew. */
export async function ensureKey(place: Place, { title, publicKey }: DeployKey): Promise<string> {
  const known = await keysOf(place, publicKey);
  const said = `${place.api.server.name} lets the key “${title}” read ${place.owner}/${place.repo}.`;
  if (known.some((key) => key.read_only !== false)) return said;
  await deleteAll(place, known);
  // A title is there once.
  const named = `${title} (${digestOf(publicKey)})`;
  const body = { title: named, key: publicKey, read_only: true };
  const { status, body: answer } = await place.api.send('POST', `${place.path}/keys`, body, [
    REFUSED,
  ]);
  if (status === REFUSED) throw refused(place, answer);
  return said;
}

export async function removeKey(place: Place, publicKey: string): Promise<string | undefined> {
  const known = await keysOf(place, publicKey);
  await deleteAll(place, known);
  return known.length === 0
    ? undefined
    : `${place.api.server.name} lets the key of ${place.owner}/${place.repo} read it no more.`;
}

/** Told apart by what they are, not by their comments. */
async function keysOf(place: Place, publicKey: string): Promise<readonly KeyPayload[]> {
  const keys = await place.api.list(`${place.path}/keys`, keySchema);
  if (!keys) throw missingRepository(place);
  return keys.filter(({ key }) => isSameSshKey(key, publicKey));
}

async function deleteAll({ api, path }: Place, keys: readonly KeyPayload[]): Promise<void> {
  for (const { id } of keys) await api.send('DELETE', `${path}/keys/${id}`, undefined, [404]);
}

const digestOf = (key: string): string =>
  createHash('sha256').update(key.trim()).digest('hex').slice(0, 8);

function refused({ api }: Place, answer: unknown): ExternalHostError {
  const { data } = z.object({ message: z.string() }).safeParse(answer);
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `${api.server.name} does not take the key: ${data?.message ?? 'it does not say why'}`,
    { wayOut: 'A key of a person cannot be a deploy key as well: take the one of the repository.' },
  );
}
