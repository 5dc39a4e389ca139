import { startFailure, type Clock } from '@turnpike/sdk';
import { again } from '../client/again.js';
import { ApiError, isApiError } from '../client/api-error.js';
import type { ClusterClient } from '../client/client.js';
import type { Pod } from '../client/resources.js';
import type { PodPlan } from '../pod/build-pod.js';
import { isSameRun } from '../pod/names.js';

export interface CreateOptions {
  readonly client: ClusterClient;
  readonly plan: PodPlan;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How long a quota that is used up, or a server that is away, is waited for. */
  readonly patienceMs: number;
}

/**
 * Creates the pod, once: its name is the run's, so that a create whose answer was lost is simply made again. A server
 * that is away, too busy, or whose quota is used up is asked again; what it refuses for good is told in its words.
 */
export async function createPod(options: CreateOptions): Promise<Pod> {
  const { client, plan, clock, signal, patienceMs } = options;
  const patience = { clock, signal, ms: patienceMs, passes };
  try {
    // Without the signal: a create that is cut off may still be carried out, unseen.
    const pod = await again(patience, () => client.createPod(plan.pod).catch(mine(options)));
    if (plan.secret) await giveSecret(options, pod);
    return pod;
  } catch (error) {
    throw isApiError(error) ? refusalOf(error) : error;
  }
}

/** A quota is used up until other jobs end. */
const passes = (error: ApiError): boolean => error.isPassing || isQuota(error);
const isQuota = (error: ApiError): boolean =>
  error.status === 403 && /exceeded quota/.test(error.message);

/** There is one of this name already: ours, if an earlier try has made it. */
function mine({ client, plan }: CreateOptions): (error: unknown) => Promise<Pod> {
  return async (error) => {
    if (!isApiError(error, 409)) throw error;
    const { namespace = '', name } = plan.pod.metadata;
    const found = await client.pod(namespace, name);
    const isOurs = found !== undefined && isSameRun(found, plan.pod);
    if (found && isOurs && !found.metadata.deletionTimestamp) return found;
    // Gone, or on its way out: it may be made in a while.
    if (!found || isOurs) throw new ApiError(error.message, { status: 0, cause: error });
    throw startFailure(
      'platform',
      `The name ${name} in ${namespace} is taken by a pod that is not ours.`,
    );
  };
}

/** The pod owns it: one delete takes both, whoever dies in between. The kubelet waits for it. */
async function giveSecret({ client, plan, clock, signal }: CreateOptions, pod: Pod): Promise<void> {
  const { namespace = '', name, uid = '' } = pod.metadata;
  const secret = plan.secret as { readonly metadata: object };
  const ownerReferences = [{ apiVersion: 'v1', kind: 'Pod', name, uid }];
  const owned = { ...secret, metadata: { ...secret.metadata, ownerReferences } };
  await again({ clock, signal, ms: 30_000 }, () => client.createSecret(namespace, owned));
}

function refusalOf(error: ApiError): Error {
  if (isQuota(error)) {
    return startFailure(
      'platform',
      `The cluster has no room in its quota: ${error.message}`,
      error,
    );
  }
  if (error.isPassing) {
    return startFailure('platform', `The cluster could not make the pod: ${error.message}`, error);
  }
  // By whom it is told apart: our own rights are named with our user, all else with what is wrong about the pod.
  const isOurRight = error.status === 401 || /^.*: pods is forbidden: User /.test(error.message);
  return isOurRight
    ? startFailure('platform', `The worker may not make pods: ${error.message}`, error)
    : startFailure(
        'user',
        `The cluster does not take the pod of this job: ${error.message}`,
        error,
      );
}
