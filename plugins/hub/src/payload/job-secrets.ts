import type { PayloadEnvVar } from '@turnpike/sdk';
import type { Hub } from '../context.js';
import type { JobRecords } from './assemble-payload.js';

/** What of the repository's secrets this job may have, opened. */
export interface JobSecrets {
  /** May it see secure values at all? */
  readonly mayHave: boolean;
  readonly envVars: readonly PayloadEnvVar[];
  /** Were variables of the settings left out? */
  readonly hasWithheld: boolean;
  /** Opens a `secure` value of the configuration; undefined: it cannot be opened. */
  readonly open: (secure: string) => string | undefined;
  /** The key that a person gave for this repository. */
  readonly sshKey: string | undefined;
}

/**
 * Secrets by trust (travis-services facts 2.10): a job from outside the repository gets public variables only,
 * unless the repository shares with forks.
 */
export async function openSecrets(
  hub: Hub,
  { job, repository }: Pick<JobRecords, 'job' | 'repository'>,
): Promise<JobSecrets> {
  const { settings } = repository;
  const isTrusted = job.trust === 'full';
  const mayHave = isTrusted || settings.share_encrypted_env_with_forks;
  const sealed = await hub.store.repositories.sealed(repository.id);
  const variables = await hub.store.repositories.envVars(repository.id);
  const { secrets } = hub.deps;
  const privateKey = mayHave && sealed?.privateKey ? secrets.open(sealed.privateKey) : undefined;
  const mayHaveKey = isTrusted || settings.share_ssh_keys_with_forks;
  return {
    mayHave,
    hasWithheld: !mayHave && variables.some((variable) => !variable.public),
    envVars: variables
      .filter((variable) => variable.public || mayHave)
      .map(({ name, value, public: shown, branch, form }) => ({
        name,
        value: shown ? value : secrets.open(value),
        public: shown,
        branch,
        form,
      })),
    open: (secure) => (privateKey ? tryOpen(hub, privateKey, secure) : undefined),
    sshKey: mayHaveKey && sealed?.sshKey ? secrets.open(sealed.sshKey) : undefined,
  };
}

/** A value made for another repository's key is no reason to fail the job. */
function tryOpen(hub: Hub, privateKey: string, secure: string): string | undefined {
  try {
    return hub.deps.secrets.decryptWith(privateKey, secure);
  } catch {
    return undefined;
  }
}
