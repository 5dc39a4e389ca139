import { isSameSshKey, z, type DeployKey } from '@turnpike/sdk';
import { keyRefused } from '../key-refused.js';
import { missingRepository } from '../missing.js';
import type { Place } from './place.js';

/** Access keys of a repository read, and no more. */
const keySchema = z.object({ id: z.number(), key: z.string() });
type KeyPayload = z.infer<typeof keySchema>;

export async function ensureKey(place: Place, { title, publicKey }: DeployKey): Promise<string> {
  const said = `${place.api.host.name} lets the key “${title}” read ${place.slug}.`;
  if ((await keysOf(place, publicKey)).length > 0) return said;
  const body = { key: publicKey, label: title };
  const { status, body: answer } = await place.api.send('POST', `${place.path}/deploy-keys`, body, [
    ...[400, 409],
  ]);
  if (status >= 400) throw keyRefused(place.api, answer);
  return said;
}

export async function removeKey(place: Place, publicKey: string): Promise<string | undefined> {
  const known = await keysOf(place, publicKey);
  for (const { id } of known)
    await place.api.send('DELETE', `${place.path}/deploy-keys/${id}`, undefined, [404]);
  return known.length === 0
    ? undefined
    : `${place.api.host.name} lets the key of ${place.slug} read it no more.`;
}

/** Told apart by what they are: the host keeps the comment apart. */
async function keysOf(place: Place, publicKey: string): Promise<readonly KeyPayload[]> {
  const keys = await place.api.list(`${place.path}/deploy-keys`, keySchema, { pagelen: 100 });
  if (!keys) throw missingRepository(place);
  return keys.filter(({ key }) => isSameSshKey(key, publicKey));
}
