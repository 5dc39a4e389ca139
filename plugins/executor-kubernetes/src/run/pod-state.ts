import { statusOf, type Pod } from '../client/resources.js';
import { JOB, LOG } from '../pod/names.js';

/** Where a pod is in its life, as far as its log is concerned. `gone`: there is nobody to read it from any more. */
export type PodState = 'running' | 'ending' | 'gone';

export function podState(pod: Pod | undefined, uid: string | undefined): PodState {
  if (!pod || pod.metadata.uid !== uid) return 'gone';
  const { phase } = pod.status ?? {};
  const isOver = phase === 'Succeeded' || phase === 'Failed';
  if (isOver || statusOf(pod, LOG)?.state?.terminated) return 'gone';
  const isEnding = pod.metadata.deletionTimestamp ?? statusOf(pod, JOB)?.state?.terminated;
  return isEnding ? 'ending' : 'running';
}
