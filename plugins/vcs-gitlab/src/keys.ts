import { ExternalHostError, isSameSshKey, z, type DeployKey } from '@turnpike/sdk';
import { missingProject, type Place } from './place.js';
import { wordsOf } from './host-error.js';

const keySchema = z.object({
  id: z.number(),
  key: z.string(),
  title: z.string().nullish(),
  can_push: z.boolean().nullish(),
});
type KeyPayload = z.infer<typeof keySchema>;
const REFUSED = 400;

/** Lets this key read the project. One that may write, too, may not any more. */
export async function ensureKey(place: Place, { title, publicKey }: DeployKey): Promise<string> {
  const { api, path, slug } = place;
  const known = await keysOf(place, publicKey);
  const said = `GitLab lets the key “${title}” read ${slug}.`;
  for (const { id } of known.filter((key) => key.can_push))
    await api.send('PUT', `${path}/deploy_keys/${id}`, { can_push: false });
  if (known.length > 0) return said;
  const key = { title, key: publicKey.trim(), can_push: false };
  const { status, body } = await api.send('POST', `${path}/deploy_keys`, key, [REFUSED]);
  if (status === REFUSED) throw refused(body);
  return said;
}

export async function removeKey(place: Place, publicKey: string): Promise<string | undefined> {
  const { api, path, slug } = place;
  const known = await keysOf(place, publicKey);
  for (const { id } of known)
    await api.send('DELETE', `${path}/deploy_keys/${id}`, undefined, [404]);
  return known.length === 0 ? undefined : `GitLab lets the key of ${slug} read it no more.`;
}

/** Told apart by what they are, not by their comments. */
async function keysOf(place: Place, publicKey: string): Promise<readonly KeyPayload[]> {
  const keys = await place.api.list(`${place.path}/deploy_keys`, keySchema);
  if (!keys) throw missingProject(place);
  return keys.filter(({ key }) => isSameSshKey(key, publicKey));
}

/** A key is there once in a whole server. */
function refused(answer: unknown): ExternalHostError {
  const words = wordsOf(JSON.stringify(answer ?? null)) || 'it does not say why';
  return new ExternalHostError('TURNPIKE_HOST_REFUSED', `GitLab does not take the key: ${words}`, {
    wayOut: /taken/.test(words)
      ? 'Another project or person there has this key: enable it for the project at GitLab, or make a new key of the repository here.'
      : 'Take another key of the repository here.',
  });
}
