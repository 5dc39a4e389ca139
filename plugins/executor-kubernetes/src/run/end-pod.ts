import type { Clock } from '@turnpike/sdk';
import { again } from '../client/again.js';
import type { ClusterClient } from '../client/client.js';
import type { Pod } from '../client/resources.js';

export interface EndOptions {
  readonly client: ClusterClient;
  readonly clock: Clock;
  readonly graceSeconds: number;
}

/** A server that is away is asked for so long; then a reaper has to see to it. */
const PATIENCE_MS = 60_000;
/** Beyond the grace, for a node to do it. */
const NODE_MS = 30_000;
const [FIRST_LOOK_MS, LONGEST_LOOK_MS] = [50, 1_000];

/**
 * Deletes a pod and waits until it is gone: until then its processes may run. One that is held by a node which does
 * not answer is left to the cluster after a while. Throws ApiError where the server stays away.
 */
export async function endPod(
  { client, clock, graceSeconds }: EndOptions,
  pod: Pod,
): Promise<boolean> {
  const patience = { clock, ms: PATIENCE_MS };
  await again(patience, () => client.deletePod(pod, graceSeconds));
  const until = clock.monotonic() + graceSeconds * 1_000 + NODE_MS;
  const { namespace = '', name, uid } = pod.metadata;
  for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 2, LONGEST_LOOK_MS)) {
    const found = await again(patience, () => client.pod(namespace, name));
    if (!found || found.metadata.uid !== uid) return true;
    if (clock.monotonic() > until) return false;
    await clock.sleep(pause);
  }
}
