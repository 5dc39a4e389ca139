import { randomUUID } from 'node:crypto';
import {
  TurnpikeError,
  type Claim,
  type JobPayload,
  type Leases,
  type LogSink,
  type RunRef,
  type ScriptCompiler,
} from '@turnpike/sdk';

type Report = Parameters<Leases['report']>[0];
type Hello = Parameters<Leases['hello']>[0];

/** Hub as a worker sees it, and the logs role: jobs in, reports and bytes out; both can be away. */
export interface FakeHub {
  readonly leases: Leases;
  readonly sink: LogSink;
  /** Queues a job whose script is this; answers its id. */
  queue(script: string, payload?: Partial<JobPayload>): number;
  readonly reports: readonly Report[];
  readonly hellos: readonly Hello[];
  readonly claimIds: readonly string[];
  /** How often it was asked for a renewal. */
  readonly renewals: number;
  /** How many jobs it has given away. */
  readonly given: number;
  /** What the next renewals of a run answer. */
  answer(jobId: number, answer: 'keep' | 'cancel' | 'gone'): void;
  final(jobId: number): Report | undefined;
  text(jobId: number): string;
  sealed(jobId: number): boolean;
  appends(jobId: number): number;
  /** The logs role loses what it had of a log behind this byte. */
  lose(jobId: number, from: number): void;
  /** Calls reach nobody. `answers`: they do their work, but the answer is lost. */
  away: { leases: boolean; logs: boolean; answers: boolean };
  waitMs: number;
}

const FINAL = new Set(['passed', 'failed', 'errored', 'canceled', 'lost']);

export function createFakeHub(leaseSeconds = 60): FakeHub {
  const waiting: { jobId: number; payload: JobPayload }[] = [];
  const claims = new Map<string, Claim>();
  const logs = new Map<number, { bytes: Buffer; sealed: boolean; appends: number }>();
  const answers = new Map<number, 'keep' | 'cancel' | 'gone'>();
  const reports: Report[] = [];
  const hellos: Hello[] = [];
  const claimIds: string[] = [];
  const away = { leases: false, logs: false, answers: false };
  let lastJob = 0;
  let renewals = 0;

  const unreachable = (): TurnpikeError => new TurnpikeError('TURNPIKE_REMOTE_UNAVAILABLE');
  async function reach<T>(what: 'leases' | 'logs', work: () => T): Promise<T> {
    await new Promise((resolve) => setImmediate(resolve));
    if (away[what]) throw unreachable();
    const result = work();
    if (away.answers) throw unreachable();
    return result;
  }
  function logOf(run: RunRef): { bytes: Buffer; sealed: boolean; appends: number } {
    const known = logs.get(run.jobId) ?? {
      bytes: Buffer.from(new ArrayBuffer(0)),
      sealed: false,
      appends: 0,
    };
    logs.set(run.jobId, known);
    return known;
  }
  const hub: FakeHub = {
    away,
    waitMs: 0,
    reports,
    hellos,
    claimIds,
    get renewals() {
      return renewals;
    },
    get given() {
      return claims.size;
    },
    answer: (jobId, answer) => void answers.set(jobId, answer),
    queue(script, payload = {}) {
      const jobId = ++lastJob;
      const config = { ...payload.config, script };
      const base = { repository: { slug: 'a/b' }, job: { id: jobId } };
      waiting.push({ jobId, payload: { ...base, ...payload, config } });
      return jobId;
    },
    final: (jobId) => reports.find((one) => one.jobId === jobId && FINAL.has(one.state)),
    text: (jobId) => (logs.get(jobId)?.bytes.toString() ?? '').replaceAll('\r\n', '\n'),
    sealed: (jobId) => logs.get(jobId)?.sealed ?? false,
    lose(jobId, from) {
      const log = logs.get(jobId);
      if (log) log.bytes = log.bytes.subarray(0, from);
    },
    appends: (jobId) => logs.get(jobId)?.appends ?? 0,
    leases: {
      hello: (input) =>
        reach('leases', () => {
          hellos.push(input);
          return {};
        }),
      claim: ({ claimId }) => {
        claimIds.push(claimId);
        return reach('leases', () => {
          const known = claims.get(claimId);
          if (known) return known;
          const next = waiting.shift();
          if (!next) return null;
          const claim = { ...next, run: 1, runToken: `token-${randomUUID()}`, leaseSeconds };
          claims.set(claimId, claim);
          return claim;
        });
      },
      renew: ({ jobId }) =>
        reach('leases', () => {
          renewals++;
          return answers.get(jobId) ?? 'keep';
        }),
      report: (input) =>
        reach('leases', () => {
          reports.push(input);
          return 'ok' as const;
        }),
    },
    sink: {
      append: ({ run, offset, bytes }) =>
        reach('logs', () => {
          const log = logOf(run);
          if (log.sealed) throw new TurnpikeError('TURNPIKE_LOG_SEALED');
          const end = log.bytes.length;
          if (offset > end) throw new TurnpikeError('TURNPIKE_LOG_GAP', undefined, { end });
          log.bytes = grown(log.bytes, bytes.subarray(end - offset));
          log.appends++;
          return { end: log.bytes.length, waitMs: hub.waitMs };
        }),
      seal: ({ run, bytes }) =>
        reach('logs', () => {
          const log = logOf(run);
          if (log.bytes.length !== bytes) throw new TurnpikeError('TURNPIKE_CONFLICT');
          log.sealed = true;
          return { bytes, lines: 0, sha256: '' };
        }),
    },
  };
  return hub;
}

/** The script is the job's `script`, as it is. */
export const plainCompiler: ScriptCompiler = {
  compile: ({ payload }) =>
    Promise.resolve({
      tree: [],
      bash: String(payload.config['script']),
      services: [],
      cacheSlug: '',
      messages: [],
    }),
};

/** Appended in place where there is room: copying all for each block would be the test's memory, not the worker's. */
function grown(log: Buffer, more: Uint8Array): Buffer {
  const length = log.length + more.length;
  const room = log.buffer.byteLength - log.byteOffset;
  const into = room >= length ? log : Buffer.from(new ArrayBuffer(2 * length));
  const all = Buffer.from(into.buffer, into.byteOffset, length);
  if (into !== log) all.set(log);
  all.set(more, log.length);
  return all;
}
