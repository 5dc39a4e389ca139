import type { RunRef } from '@turnpike/sdk';
import { isStatus } from './engine/engine-error.js';
import type { Labels } from './engine/answers.js';
import type { Engine } from './engine/engine.js';
import { keyOf, LABEL, runOf } from './labels.js';

interface Volumes {
  readonly Volumes: readonly { readonly Name: string; readonly Labels: Labels | null }[] | null;
}

/**
 * Removes what carries the label of this worker and belongs to none of these runs: containers, then what they used.
 * What has no such label, or says of no run that it is its own, is somebody else's.
 */
export async function reapAll(
  engine: Engine,
  worker: string,
  keep: readonly RunRef[],
): Promise<number> {
  const kept = new Set(keep.map(keyOf));
  const isOurs = (labels: Labels | null): boolean => {
    const run = labels?.[LABEL.worker] === worker ? runOf(labels) : undefined;
    return run !== undefined && !kept.has(keyOf(run));
  };
  const label = `${LABEL.worker}=${worker}`;
  const containers = await engine.containers(label);
  const ours = containers.filter(({ Labels }) => isOurs(Labels));
  // The services first: they live in the network of the job.
  const inOrder = ours.toSorted((a, b) => Number(isJob(a.Labels)) - Number(isJob(b.Labels)));
  for (const { Id } of inOrder) await engine.remove(Id);
  const filters = JSON.stringify({ label: [label] });
  const networks = await engine.wire.json<readonly { Id: string; Labels: Labels | null }[]>({
    path: '/networks',
    query: { filters },
  });
  for (const { Id, Labels } of networks) if (isOurs(Labels)) await gone(engine, `/networks/${Id}`);
  const { Volumes } = await engine.wire.json<Volumes>({ path: '/volumes', query: { filters } });
  for (const { Name, Labels } of Volumes ?? []) {
    if (isOurs(Labels)) await gone(engine, `/volumes/${encodeURIComponent(Name)}`);
  }
  return ours.length;
}

const isJob = (labels: Labels | null): boolean => labels?.[LABEL.part] === 'job';

async function gone(engine: Engine, path: string): Promise<void> {
  await engine.wire.json({ method: 'DELETE', path }).catch((error: unknown) => {
    if (!isStatus(error, 404)) throw error;
  });
}
