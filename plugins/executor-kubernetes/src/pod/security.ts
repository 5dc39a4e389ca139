import { startFailure } from '@turnpike/sdk';
import type { KubernetesConfig } from '../config.js';

/** User of jobs and of the log's container under the profile `strict`. */
const PLAIN_USER = 1000;

type Profile = KubernetesConfig['profile'];

/** Of the whole pod. */
export function podSecurity(profile: Profile): object {
  const usual = { seccompProfile: { type: 'RuntimeDefault' } };
  if (profile !== 'strict') return profile === 'root' ? usual : {};
  const user = { runAsUser: PLAIN_USER, runAsGroup: PLAIN_USER, fsGroup: PLAIN_USER };
  return { ...usual, runAsNonRoot: true, ...user };
}

/** Of the job's container. Without NET_RAW a job cannot pretend to be a neighbour. */
export function jobSecurity(profile: Profile): object {
  if (profile === 'privileged') return { privileged: true };
  if (profile === 'root') return { capabilities: { drop: ['NET_RAW'] } };
  return { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
}

/** Of the log's container: it needs nothing but its volumes. */
export const logSecurity = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
} as const;

/** Of services: their images begin as root and become somebody else. */
export function serviceSecurity(profile: Profile): object {
  if (profile === 'strict')
    return { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  return { allowPrivilegeEscalation: false, capabilities: { drop: ['NET_RAW'] } };
}

/** Throws StartFailure where a pull request from a fork may not run here. */
export function namespaceFor(
  trust: 'full' | 'fork',
  { namespace, profile }: KubernetesConfig,
): string {
  if (trust === 'full') return namespace.full;
  if (profile === 'privileged') {
    throw startFailure(
      'user',
      'This worker does not run pull requests from forks: its jobs own their node (executor-kubernetes.profile is `privileged`).',
    );
  }
  if (namespace.fork !== undefined) return namespace.fork;
  throw startFailure(
    'user',
    'This worker does not run pull requests from forks: no namespace is named for them (executor-kubernetes.namespace.fork).',
  );
}
