import type { RunRef } from '@turnpike/sdk';
import type { Pod } from '../client/resources.js';

/** Prefix of our labels; pods of others that only look like ours are left alone by their values. */
const OURS = 'turnpike.dev';
export const LABELS = {
  install: `${OURS}/install`,
  worker: `${OURS}/worker`,
  job: `${OURS}/job`,
  run: `${OURS}/run`,
  owner: `${OURS}/owner`,
  trust: `${OURS}/trust`,
  managedBy: 'app.kubernetes.io/managed-by',
} as const;
/** Annotation: by this word the end of its log is known. */
export const MARK = `${OURS}/mark`;
/** Annotation: what a worker that starts again has to know of the run. */
export const KEEPSAKE = `${OURS}/keepsake`;
/** Annotation: name of its size, for people. */
export const SIZE = `${OURS}/size`;
/** Containers of a pod. Services have names of their own, which begin otherwise. */
export const JOB = 'job';
export const LOG = 'log';
export const SERVICE = 'service-';

/** The same for the same run, so that a create can be repeated. */
export function podName(install: string, { jobId, run }: RunRef): string {
  return `tp-${install}-${jobId}-${run}`;
}

/** Of a pod of ours; undefined: its labels do not tell. */
export function runOf(labels: Readonly<Record<string, string>> | undefined): RunRef | undefined {
  const [jobId, run] = [Number(labels?.[LABELS.job]), Number(labels?.[LABELS.run])];
  return Number.isInteger(jobId) && Number.isInteger(run) ? { jobId, run } : undefined;
}

/** Do all of our labels say the same of both? */
export function isSameRun(one: Pod, other: Pod): boolean {
  return Object.values(LABELS).every(
    (key) => one.metadata.labels?.[key] === other.metadata.labels?.[key],
  );
}

/** Selects all pods of this worker. */
export function ofWorker(install: string, worker: string): string {
  return `${LABELS.install}=${install},${LABELS.worker}=${worker}`;
}

/** Any text as a value of a label, as near as the rules allow. */
export function labelValue(text: string): string {
  return text
    .replace(/[^A-Za-z0-9._-]/g, '-')
    .slice(0, 63)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
}
