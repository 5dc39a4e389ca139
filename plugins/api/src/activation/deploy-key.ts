import { isTurnpikeError, type RepoAccess, type VcsProvider } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { ensureKeys } from '../resources/repository-keys.js';
import { sshPublicKey } from './ssh-public-key.js';
import type { Undo } from './set-up.js';

/** Jobs of a private repository clone with its own key, which may read it and nothing else. Answers what they clone. */
export async function ensureDeployKey(
  api: Api,
  provider: VcsProvider,
  access: RepoAccess,
  undo: Undo[],
): Promise<string | null> {
  const { repository } = access;
  if (!repository.private || !provider.ensureKey || !provider.locate) return null;
  const { sshUrl } = await provider.locate(access);
  if (!sshUrl) return null;
  await ensureKeys(api, repository.id);
  const publicKey = await publicKeyOf(api, repository.id);
  if (publicKey === undefined) return null;
  const title = `Turnpike ${new URL(api.publicUrl()).host}`;
  if (!repository.activation?.sshUrl)
    undo.push(async () => provider.removeKey?.(access, { publicKey }));
  await provider.ensureKey(access, { title, publicKey });
  return sshUrl;
}

/** Never throws for what the host refuses: undefined, or what is left there. */
export async function takeKeyAway(
  api: Api,
  provider: VcsProvider | undefined,
  access: RepoAccess,
): Promise<string | undefined> {
  const publicKey = await publicKeyOf(api, access.repository.id);
  if (!access.repository.activation?.sshUrl || !provider?.removeKey || !publicKey) return undefined;
  try {
    await provider.removeKey(access, { publicKey });
    return undefined;
  } catch (error) {
    if (!isTurnpikeError(error)) throw error;
    return `The deploy key may still be there: ${error.message}`;
  }
}

async function publicKeyOf(api: Api, id: number): Promise<string | undefined> {
  const publicKey = (await api.store.repositories.get(id))?.publicKey;
  return publicKey ? sshPublicKey(publicKey) : undefined;
}
