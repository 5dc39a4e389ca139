import {
  ConfigError,
  NotAllowedError,
  type CloneAccess,
  type PayloadClone,
  type PayloadSshKey,
  type Repository,
  type VcsCredential,
} from '@turnpike/sdk';
import { openRepoAccess } from '@turnpike/sdk/store';
import type { Hub } from '../context.js';
import type { JobRecords } from './assemble-payload.js';
import type { JobSecrets } from './job-secrets.js';

export interface Clone {
  readonly clone: PayloadClone;
  readonly sshKey: PayloadSshKey | null;
}

/** Name that hosts accept beside a token. */
const TOKEN_USER = 'x-access-token';

/** How the job clones: asked of the repository's VcsProvider. A fork gets no key of the repository. */
export async function cloneOf(
  hub: Hub,
  { repository, job }: JobRecords,
  secrets: JobSecrets,
): Promise<Clone> {
  const provider = hub.deps.vcsProviders.find((one) => one.id === repository.vcsProvider);
  if (!provider)
    throw new ConfigError(
      'TURNPIKE_PLUGIN_UNKNOWN',
      `no plugin for code host "${repository.vcsProvider}" is installed`,
      { wayOut: `Install the plugin vcs-${repository.vcsProvider}.` },
    );
  const repoAccess = await openRepoAccess(
    { store: hub.store, secrets: hub.deps.secrets },
    repository,
  );
  const mayHaveKey = job.trust === 'full' || repository.settings.share_ssh_keys_with_forks;
  const byKey = await ownKeyAccess(hub, repository);
  const access = (mayHaveKey ? byKey : undefined) ?? (await provider.cloneAccess(repoAccess));
  const hasNone = access.credential === null && secrets.sshKey === undefined;
  if (byKey && !mayHaveKey && hasNone && repository.private) throw withheldKey();
  if (access.endsWithRun && access.credential)
    await hub.clones.keep(
      { jobId: job.id, run: job.run, repositoryId: repository.id },
      access.credential,
    );
  return { clone: payloadClone(access), sshKey: sshKeyOf(access, secrets.sshKey, mayHaveKey) };
}

/** With the key that the host lets read this repository alone, where there is one: no token may do less. */
async function ownKeyAccess(hub: Hub, repository: Repository): Promise<CloneAccess | undefined> {
  const url = repository.activation?.sshUrl;
  const sealed = url ? await hub.store.repositories.sealed(repository.id) : undefined;
  if (!url || !sealed?.privateKey) return undefined;
  const privateKey = hub.deps.secrets.open(sealed.privateKey);
  return { url, credential: { kind: 'ssh', privateKey } };
}

/** Better than what git says of a repository that it may not see. */
function withheldKey(): NotAllowedError {
  return new NotAllowedError(
    'TURNPIKE_ACCESS_DENIED',
    'This pull request comes from a fork, whose jobs are not given the key that reads this private repository. Its settings can allow it (SSH keys for pull requests from forks); then restart the build.',
  );
}

function payloadClone({ url, credential }: CloneAccess): PayloadClone {
  if (!credential || credential.kind === 'ssh') return { url };
  if (credential.kind === 'token') return { url, username: TOKEN_USER, password: credential.token };
  return { url, username: credential.user, password: credential.password };
}

function sshKeyOf(
  { credential }: { readonly credential: VcsCredential | null },
  own: string | undefined,
  mayHaveKey: boolean,
): PayloadSshKey | null {
  if (own !== undefined) return { value: own, source: 'repository_settings', encoded: false };
  if (credential?.kind !== 'ssh' || !mayHaveKey) return null;
  return { value: credential.privateKey, source: 'default_repository_key', encoded: false };
}
