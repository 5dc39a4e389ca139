import { credentialOf, type CloneAccess, type RepoAccess, type VcsCredential } from '@turnpike/sdk';
import { whileFresh } from './app/tokens.js';
import { ask, nameOf, type Clients } from './client.js';
import { hostError, statusOf } from './host-error.js';
import type { GithubHost } from './hosts.js';

/** By the app with a token of the run's own; else with what the repository has. */
export async function cloneAccess(
  clients: Clients,
  { token }: Pick<GithubHost, 'token'>,
  access: RepoAccess,
): Promise<CloneAccess> {
  const { repository } = access;
  const ofRun = await tokenOfRun(clients, access);
  if (ofRun !== undefined)
    return {
      ...{ url: repository.cloneUrl, endsWithRun: true },
      credential: { kind: 'token', token: ofRun },
    };
  return { url: repository.cloneUrl, credential: credentialOf(access, token) };
}

/** A public repository needs one, too: its submodules may be in the same, and limits are wider. */
async function tokenOfRun(clients: Clients, access: RepoAccess): Promise<string | undefined> {
  const { vcsId } = access.repository;
  const name = nameOf(access);
  const found = await clients.app.reaches(access, name);
  if (!found || found.installation.suspended || vcsId === null) return undefined;
  const made = await found.app.tokens.forJob(found.installation.id, Number(vcsId));
  // Git would be refused with one that GitHub's servers do not all know yet.
  const client = clients.with({ kind: 'token', token: made.token });
  await ask(() => whileFresh(made, () => client.rest.repos.get(name)));
  return made.token;
}

/** One that GitHub does not take any more has ended. */
export async function endCloneAccess(clients: Clients, credential: VcsCredential): Promise<void> {
  if (credential.kind !== 'token') return;
  try {
    await clients.with(credential).rest.apps.revokeInstallationAccessToken();
  } catch (error) {
    if (statusOf(error) !== 401) throw hostError(error);
  }
}
