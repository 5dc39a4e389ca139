import type { Pod } from '../client/resources.js';
import { JOB, SIZE } from './names.js';

/** What a job was given, for people. */
export interface PodLimits {
  readonly memory: string;
  readonly disk: string;
  readonly sizeName: string;
}

/** As the pod itself has it, whatever is configured by now. */
export function limitsOf({ metadata, spec }: Pod): PodLimits {
  const job = spec.containers.find(({ name }) => name === JOB);
  const { limits = {} } = (job?.['resources'] ?? {}) as { limits?: Record<string, string> };
  const { memory = '?', 'ephemeral-storage': disk = '?' } = limits;
  return { memory, disk, sizeName: metadata.annotations?.[SIZE] ?? '?' };
}
