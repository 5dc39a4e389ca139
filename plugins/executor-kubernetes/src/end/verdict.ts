import type { RunExit } from '@turnpike/sdk';
import { statusOf, type Pod, type PodStatus, type Terminated } from '../client/resources.js';
import type { PodLimits } from '../pod/limits-of.js';
import { JOB } from '../pod/names.js';

/** All that is known of how a run ended. */
export interface Ended extends PodLimits {
  /** Code of the exit record: the wrapper's own word that the script ran to an end. */
  readonly recorded: number | undefined;
  /** Of the record: processes of the job that the kernel killed for want of memory. */
  readonly oomKills: number;
  /** As the API server has it now; undefined: it has none of this name and uid. */
  readonly pod: Pod | undefined;
  /** Why its log is not read any further, where no record has ended it. */
  readonly logLost?: string | undefined;
}
export interface Verdict {
  readonly exit: RunExit;
  /** For the end of the log, where the code alone would say too little. */
  readonly words?: string;
  /** A word for metrics. */
  readonly reason: string;
}

/** As of a process that was killed: errored, and not tried again. */
const KILLED = 137;

/**
 * What a run has come to. Green, or any code of the script, needs its record: a container that ended with 0, or a pod
 * that has `Succeeded`, proves nothing (one that was evicted says so too), and a pod that is not there least of all.
 */
export function verdictOf(ended: Ended): Verdict {
  const { pod, recorded } = ended;
  const job = statusOf(pod, JOB)?.state?.terminated;
  if (!pod) return lost('pod-gone', 'The pod of the job is no longer there.');
  // Whoever is asked to go may well end with 0.
  const isDeleted = pod.metadata.deletionTimestamp !== undefined;
  if (recorded !== undefined && !isDeleted) return ofRecord(ended, recorded, job);
  return ofOwnLimit(ended, pod, job) ?? ofCluster(pod) ?? unexplained(pod, job, ended.logLost);
}

function ofRecord(ended: Ended, code: number, job: Terminated | undefined): Verdict {
  if (job && job.exitCode !== code) {
    const words = `The script's record says that it ended with ${code}, its container that it ended with ${job.exitCode}.`;
    return job.reason === 'OOMKilled' ? outOfMemory(ended) : lost('contradiction', words);
  }
  if (code === 0 || ended.oomKills === 0) return { exit: { code }, reason: 'recorded' };
  const words = `The kernel killed ${ended.oomKills} of the job's processes: it took more memory than it may have (${ended.memory}, size \`${ended.sizeName}\`).`;
  return { exit: { code }, reason: 'recorded', words };
}

/** What the job has brought upon itself is told it, and not tried again. */
function ofOwnLimit(
  ended: Ended,
  { status }: Pod,
  job: Terminated | undefined,
): Verdict | undefined {
  if (job?.reason === 'OOMKilled') return outOfMemory(ended);
  const message = status?.message ?? '';
  if (status?.reason === 'Evicted' && isOwnDisk(message)) {
    const words = `The files of the job took more room than it may have (${ended.disk}, size \`${ended.sizeName}\`), so it was ended: ${message.trim()}`;
    return { exit: { code: KILLED }, reason: 'disk', words };
  }
  if (status?.reason === 'DeadlineExceeded') {
    const words = 'The pod of the job reached its time limit, so it was ended.';
    return { exit: { code: KILLED }, reason: 'deadline', words };
  }
  return undefined;
}

function outOfMemory({ memory, sizeName }: Ended): Verdict {
  const words = `The job took more memory than it may have (${memory}, size \`${sizeName}\`), so it was killed. A larger size is named by \`vm: {size: …}\`.`;
  return { exit: { code: KILLED }, reason: 'memory', words };
}

/** Its own limit, not the node that is full because of all pods together. */
function isOwnDisk(message: string): boolean {
  return /exceed(s|ed) (its|the) local ephemeral storage limit|EmptyDir volume .* exceeds|ephemeral local storage usage exceeds/i.test(
    message,
  );
}

function ofCluster(pod: Pod): Verdict | undefined {
  const { status, metadata } = pod;
  const disruption = status?.conditions?.find(
    ({ type, status: is }) => type === 'DisruptionTarget' && is === 'True',
  );
  if (disruption) {
    return lost('disruption', `The cluster took the pod of the job away: ${wordsOf(disruption)}`);
  }
  if (status?.reason === 'Evicted') {
    return lost('evicted', `The node ended the pod of the job: ${wordsOf(status)}`);
  }
  if (metadata.deletionTimestamp) return lost('deleted', 'The pod of the job was deleted.');
  if (status?.phase === 'Unknown' || status?.reason === 'NodeLost') {
    return lost('node-lost', 'The node of the job does not answer.');
  }
  return undefined;
}

function unexplained(pod: Pod, job: Terminated | undefined, logLost = ''): Verdict {
  if (job) {
    const told = [job.reason, job.message?.trim()].filter(Boolean).join(': ');
    const words = `The container of the job ended with ${job.exitCode}, and without the record of its script${told ? ` (${told})` : ''}.`;
    return lost('no-record', words);
  }
  if (isOver(pod.status)) {
    return lost('no-record', `The pod of the job has ended: ${wordsOf(pod.status ?? {})}`);
  }
  const words = 'The log of the job cannot be read any more, though its pod is there.';
  return lost('log-gone', `${words} ${logLost}`.trim());
}

const isOver = (status: PodStatus | undefined): boolean =>
  status?.phase === 'Failed' || status?.phase === 'Succeeded';

function lost(reason: string, words: string): Verdict {
  return { exit: { lost: words }, reason };
}

const wordsOf = (told: { readonly reason?: string; readonly message?: string }): string =>
  [told.reason, told.message?.trim()].filter(Boolean).join(': ') || 'no reason is given';
