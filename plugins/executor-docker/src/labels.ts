import type { RunRef } from '@turnpike/sdk';
import type { Labels } from './engine/answers.js';

/** By these all that a worker makes is found again. Each has its value at its making, nothing is ever relabelled. */
export const LABEL = {
  worker: 'turnpike.worker',
  job: 'turnpike.job',
  run: 'turnpike.run',
  /** `job`, or the name of a service. */
  part: 'turnpike.part',
  mark: 'turnpike.mark',
  keepsake: 'turnpike.keepsake',
} as const;

export function labelsOf(worker: string, { jobId, run }: RunRef, part: string): Labels {
  return {
    [LABEL.worker]: worker,
    [LABEL.job]: String(jobId),
    [LABEL.run]: String(run),
    [LABEL.part]: part,
  };
}

/** Whose it is; undefined: the label says nothing that we would have written. */
export function runOf(labels: Labels | null): RunRef | undefined {
  const [jobId, run] = [Number(labels?.[LABEL.job]), Number(labels?.[LABEL.run])];
  return Number.isInteger(jobId) && Number.isInteger(run) ? { jobId, run } : undefined;
}

export const keyOf = ({ jobId, run }: RunRef): string => `${jobId}.${run}`;
