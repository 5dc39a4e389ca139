import type { RunRef } from '@turnpike/sdk';
import { namespacesOf } from './boot/probe.js';
import type { ClusterClient } from './client/client.js';
import { statusOf, type Pod } from './client/resources.js';
import type { KubernetesConfig } from './config.js';
import { PLACE } from './pod/containers.js';
import { JOB, podName } from './pod/names.js';
import { podState } from './run/pod-state.js';

/** The pod of a run whose script has begun, and whose log can be read; undefined: there is none. */
export async function findRunning(
  client: ClusterClient,
  config: KubernetesConfig,
  run: RunRef,
  signal: AbortSignal,
): Promise<Pod | undefined> {
  const name = podName(config.install, run);
  const found = await Promise.all(
    namespacesOf(config).map((namespace) => client.pod(namespace, name, signal)),
  );
  const pod = found.find((one) => one !== undefined);
  if (!pod || pod.metadata.deletionTimestamp) return undefined;
  if (podState(pod, pod.metadata.uid) === 'gone') return undefined;
  return (await hasBegun(client, pod, signal)) ? pod : undefined;
}

/** Whoever has ended had begun; of whoever runs the wrapper tells it, by a file. */
async function hasBegun(client: ClusterClient, pod: Pod, signal: AbortSignal): Promise<boolean> {
  if (statusOf(pod, JOB)?.state?.terminated) return true;
  const { namespace = '', name } = pod.metadata;
  const command = [PLACE.box ?? 'busybox', 'sh', '-c', `[ -e ${PLACE.root}/in/taken ]`];
  const exec = await client.exec({ namespace, pod: name, container: JOB, command }, signal);
  const end = await exec.end;
  return 'code' in end && end.code === 0;
}
