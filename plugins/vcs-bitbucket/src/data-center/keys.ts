import { isSameSshKey, z, type DeployKey } from '@turnpike/sdk';
import { keyRefused } from '../key-refused.js';
import { missingRepository } from '../missing.js';
import type { Place } from './place.js';

const keySchema = z.object({
  key: z.object({ id: z.number(), text: z.string() }),
  permission: z.string(),
});
type KeyPayload = z.infer<typeof keySchema>;
const READ = 'REPO_READ';

/** Lets this key read the repository. One that may write, too, is made anew. */
export async function ensureKey(place: Place, { title, publicKey }: DeployKey): Promise<string> {
  const said = `${place.api.host.name} lets the key “${title}” read ${place.slug}.`;
  const known = await keysOf(place, publicKey);
  if (known.some(({ permission }) => permission === READ)) return said;
  await deleteAll(place, known);
  const body = { key: { text: publicKey, label: title }, permission: READ };
  const { status, body: answer } = await place.api.send('POST', keysAt(place), body, [400, 409]);
  if (status >= 400) throw keyRefused(place.api, answer);
  return said;
}

export async function removeKey(place: Place, publicKey: string): Promise<string | undefined> {
  const known = await keysOf(place, publicKey);
  await deleteAll(place, known);
  return known.length === 0
    ? undefined
    : `${place.api.host.name} lets the key of ${place.slug} read it no more.`;
}

/** Keys have an address of their own beside the rest. */
const keysAt = ({ name }: Place): string => `/keys/1.0/projects/${name}/ssh`;

/** Told apart by what they are, not by their comments. */
async function keysOf(place: Place, publicKey: string): Promise<readonly KeyPayload[]> {
  const keys = await place.api.list(keysAt(place), keySchema, { limit: 100 });
  if (!keys) throw missingRepository(place);
  return keys.filter(({ key }) => isSameSshKey(key.text, publicKey));
}

async function deleteAll(place: Place, keys: readonly KeyPayload[]): Promise<void> {
  for (const { key } of keys)
    await place.api.send('DELETE', `${keysAt(place)}/${key.id}`, undefined, [404]);
}
