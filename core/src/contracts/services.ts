/** The services that may lie in another process, with their schemas. */
import { z } from 'zod';
import { FINAL_STATES } from './states.js';
import type { ProcessFacts, SystemFact } from './facts.js';
import { defineService, type ServiceOf } from './service.js';
import type { JobPayload } from './payload.js';
import type { CompiledScript, CompileEnv } from './script.js';

const id = z.number().int().positive();
const runRef = z.object({ jobId: id, run: z.number().int().positive() });
/** One attempt at a job: the job's id, and the number of the attempt from 1. @stable */
export type RunRef = z.infer<typeof runRef>;

const offers = z.object({
  os: z.array(z.string()),
  arch: z.array(z.string()),
  labels: z.array(z.string()),
});

const fact = z.object({
  id: z.string().max(200),
  title: z.string().max(200),
  state: z.enum(['ok', 'warning']),
  text: z.string().max(2000),
  wayOut: z.string().max(2000).nullable(),
  room: z
    .object({
      folder: z.string().max(4000),
      usedBytes: z.number().nonnegative().nullable(),
      freeBytes: z.number().nonnegative(),
      totalBytes: z.number().nonnegative(),
    })
    .nullable(),
}) satisfies z.ZodType<SystemFact>;
const processFacts = z.object({
  process: z.string().max(300),
  facts: z.array(fact).max(200).readonly(),
}) satisfies z.ZodType<ProcessFacts>;

const claim = runRef.extend({
  /** Bearer for renew, report and log appends of this run; dies with it. */
  runToken: z.string(),
  leaseSeconds: z.number().positive(),
  payload: z.custom<JobPayload>((value) => typeof value === 'object' && value !== null),
});
/** A run that a worker has got. @experimental */
export type Claim = z.infer<typeof claim>;

/**
 * Hub's side of the lease protocol. A claim raises `run`; the same `claimId` gets the same answer.
 * `gone`: kill the instance and forget the run. Reports not above the stored `seq` are dropped.
 *
 * A worker with a token of its own says hello and claims in its name only, from the queues that the token is for.
 * `renew` and `report` take the run's token, or the own token of the worker that holds the run; the secret that all
 * workers share is refused there, for it would speak for the runs of all.
 * @experimental
 */
export const leasesService = defineService({
  name: 'leases',
  version: '2.0.0',
  methods: {
    /** At start and every 20 s: what it is and holds; its other runs are reset at once. */
    hello: {
      input: z.object({
        worker: z.string().min(1).max(200),
        held: z.array(runRef),
        queues: z.array(z.string()),
        offers,
        executor: z.string(),
        isolation: z.enum(['none', 'container', 'machine']),
        slots: z.number().int().nonnegative(),
        version: z.string(),
        /** What administrators should know of the worker's process. */
        facts: processFacts.optional(),
      }),
      output: z.object({}),
      allow: ['worker'],
      timeoutMs: 10_000,
      idempotent: true,
    },
    /** null: nothing to do. */
    claim: {
      input: z.object({
        claimId: z.string().min(8).max(100),
        worker: z.string(),
        queues: z.array(z.string()),
        offers,
      }),
      output: z.union([claim, z.null()]),
      allow: ['worker'],
      timeoutMs: 10_000,
      idempotent: true,
    },
    renew: {
      input: runRef.extend({ runToken: z.string().optional() }),
      output: z.enum(['keep', 'cancel', 'gone']),
      allow: ['run', 'worker'],
      bearer: 'runToken',
      timeoutMs: 5_000,
      idempotent: true,
    },
    report: {
      input: runRef.extend({
        runToken: z.string().optional(),
        seq: z.number().int().positive(),
        state: z.enum(['started', 'lost', ...FINAL_STATES]),
        reason: z.string().max(4000).optional(),
        instance: z.string().max(500).optional(),
        /** With an end: what the log's seal answered, so that both are written at once. */
        sealed: z
          .object({ bytes: z.number().int().min(0), lines: z.number().int().min(0) })
          .optional(),
      }),
      output: z.enum(['ok', 'gone']),
      allow: ['run', 'worker'],
      bearer: 'runToken',
      timeoutMs: 10_000,
      idempotent: true,
    },
  },
});
/** Hub's side of the lease protocol, as `tokens.leases` has it. @experimental */
export type Leases = ServiceOf<typeof leasesService>;

/** What people ask of hub: cancel and restart. A refusal is an answer, not an error. */
const commandAnswer = z.object({
  accepted: z.boolean(),
  /** Rule and words of the refusal. */
  rule: z.string().optional(),
  message: z.string().optional(),
});
/** Was it done? A refusal has its rule and words. @experimental */
export type CommandAnswer = z.infer<typeof commandAnswer>;
const byUser = z.object({ userId: id.nullable(), reason: z.string().max(500).optional() });
/** Contract of `tokens.commands`, provided by hub. @experimental */
export const commandsService = defineService({
  name: 'commands',
  version: '1.0.0',
  methods: {
    cancelJob: {
      input: byUser.extend({ jobId: id }),
      output: commandAnswer,
      allow: ['role'],
      timeoutMs: 10_000,
      idempotent: true,
    },
    cancelBuild: {
      /** `auto`: superseded by this newer build; running jobs are left alone unless `running`. */
      input: byUser.extend({
        buildId: id,
        auto: z.object({ byBuildId: id, running: z.boolean() }).optional(),
      }),
      output: commandAnswer,
      allow: ['role'],
      timeoutMs: 10_000,
      idempotent: true,
    },
    restartJob: {
      input: byUser.extend({ jobId: id }),
      output: commandAnswer,
      allow: ['role'],
      timeoutMs: 10_000,
      idempotent: false,
    },
    /** Ends a waiting job as `errored`: nothing can run it. Refused once a worker has it. */
    errorJob: {
      input: z.object({ jobId: id, reason: z.string().max(4000) }),
      output: commandAnswer,
      allow: ['role'],
      timeoutMs: 10_000,
      idempotent: true,
    },
    /** All jobs, or only those that did not pass. Canceled later stages are armed again. */
    restartBuild: {
      input: byUser.extend({ buildId: id, onlyFailed: z.boolean().optional() }),
      output: commandAnswer,
      allow: ['role'],
      timeoutMs: 10_000,
      idempotent: false,
    },
  },
});
/** Cancel and restart, as `tokens.commands` has them. Throws NotFoundError. @experimental */
export type Commands = ServiceOf<typeof commandsService>;

/** The delivery log's one command. Provided by the listener. @experimental */
export const deliveriesService = defineService({
  name: 'deliveries',
  version: '1.0.0',
  methods: {
    /** Treats a stored delivery as if it came now; a rejected one is not taken again. */
    redeliver: {
      input: z.object({ deliveryId: id, userId: id.nullable() }),
      output: commandAnswer.extend({ requestId: id.optional() }),
      allow: ['role'],
      timeoutMs: 10_000,
      idempotent: false,
    },
  },
});
/** Handing a stored delivery in again, as `tokens.deliveries` has it. @experimental */
export type Deliveries = ServiceOf<typeof deliveriesService>;

/** What is known of a request that is only looked at; as `POST /v3/repo/:repo/requests` would store it. */
const previewRequest = z.object({
  ref: z.string(),
  branch: z.string(),
  tag: z.string().nullable(),
  /** null: the newest of the ref. */
  sha: z.string().nullable(),
  message: z.string().nullable(),
  sender: z.string().nullable(),
  mergeMode: z.string().nullable(),
  /** May who asks trigger builds? Then conditions see the secrets that they would see in a build. */
  trusted: z.boolean(),
});
/** A request as it would be stored. @experimental */
export type PreviewRequest = z.infer<typeof previewRequest>;

/**
 * What a request would become, without storing anything: judged and compiled as one that is built. `data` stands
 * over what conditions are told of the request; without `request` it is one for `ref`, a branch or a commit's id.
 * @experimental
 */
export const previewService = defineService({
  name: 'requestPreview',
  version: '1.1.0',
  methods: {
    preview: {
      input: z.object({
        repositoryId: id.nullable(),
        ref: z.string(),
        configs: z.array(z.object({ config: z.string(), mode: z.string().nullable() })),
        data: z.record(z.string(), z.unknown()),
        request: previewRequest.optional(),
      }),
      output: z.object({
        config: z.record(z.string(), z.unknown()),
        rawConfigs: z.array(z.record(z.string(), z.unknown())),
        jobs: z.array(z.record(z.string(), z.unknown())),
        stages: z.array(z.record(z.string(), z.unknown())),
        messages: z.array(z.record(z.string(), z.unknown())),
        origins: z.array(z.record(z.string(), z.unknown())).optional(),
        /** It would not be built, and why. */
        rejection: z.object({ rule: z.string(), message: z.string() }).optional(),
      }),
      allow: ['role'],
      timeoutMs: 30_000,
      idempotent: true,
    },
  },
});
/** What a request would become, as `tokens.requestPreview` has it. @experimental */
export type RequestPreview = ServiceOf<typeof previewService>;

/** Any object of this type; what is in it is checked by who reads it. */
function object<T extends object>() {
  return z.custom<T>((value) => typeof value === 'object' && value !== null);
}

/**
 * The script compiler in a process of its own. A worker sends the payload of its claim, secrets and all, so both
 * ends belong to the platform.
 * @experimental
 */
export const scriptCompilerService = defineService({
  name: 'scriptCompiler',
  version: '1.0.0',
  methods: {
    compile: {
      input: z.object({ payload: object<JobPayload>(), env: object<CompileEnv>() }),
      output: object<CompiledScript>(),
      allow: ['worker'],
      timeoutMs: 30_000,
      idempotent: true,
    },
  },
});

/** How far a log reaches. @stable */
export interface LogEnd {
  /** Bytes that are there. */
  readonly end: number;
  /** Nothing follows. */
  readonly sealed: boolean;
}
/** What a sealed log is. @stable */
export interface LogSeal {
  /** Its length. */
  readonly bytes: number;
  /** The last one counts without its end, too. */
  readonly lines: number;
  /** Of all bytes, hex. */
  readonly sha256: string;
}

/**
 * Where a worker writes its log: in process, or `PUT /logs/:job/:run?offset=N` with the run token.
 * One append in flight a run. Overlap is dropped, a gap throws ConflictError TURNPIKE_LOG_GAP.
 * @experimental
 */
export interface LogSink {
  /** Writes at `offset`; answers the new end and how long to pause (back-pressure). */
  append(input: {
    readonly run: RunRef;
    readonly runToken: string;
    readonly offset: number;
    readonly bytes: Uint8Array;
  }): Promise<{ readonly end: number; readonly waitMs: number }>;
  /** Ends the log, which must be `bytes` long. Repeatable. */
  seal(input: {
    readonly run: RunRef;
    readonly runToken: string;
    readonly bytes: number;
  }): Promise<LogSeal>;
}

/** Bytes `from` up to and without `to`; from 0, to the end if absent. @stable */
export type ByteRange = { readonly kind: 'bytes'; readonly from: number; readonly to?: number };
/** One-based, inclusive. @stable */
export type LineRange = { readonly kind: 'lines'; readonly from: number; readonly to?: number };

/** How far a log reaches, with its counts. @stable */
export interface LogInfo extends LogEnd {
  /** The last one counts without its end, too. */
  readonly lines: number;
  /** Log parts accepted so far. */
  readonly parts: number;
}
/** A line of a log that has the text. @stable */
export interface LogMatch {
  /** One-based. */
  readonly line: number;
  /** The line without its end. */
  readonly text: string;
}

/** How api and live read logs: in process, or over HTTP from the logs role. Throws NotFoundError. @experimental */
export interface LogReader {
  /** undefined: there is no log. */
  info(run: RunRef): Promise<LogInfo | undefined>;
  /** Throws NotFoundError at the first block where there is none. */
  read(run: RunRef, range: ByteRange | LineRange, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** Parts after number `after`, for the API's log_parts. */
  parts(
    run: RunRef,
    after: number,
    limit: number,
  ): Promise<
    readonly { readonly number: number; readonly content: string; readonly final: boolean }[]
  >;
  /** At most `limit` lines that have the text, in order. */
  search(run: RunRef, text: string, limit: number): Promise<readonly LogMatch[]>;
  /** Deletes the content; who and when is kept by the caller. */
  remove(run: RunRef): Promise<void>;
}

/** Keeps the bytes of logs. Positions are bytes from 0; lines from 1. @stable */
export interface LogStore {
  /** What `logs.store` names; the plugin's id without `store-`. */
  readonly id: string;
  /** May several logs processes use it at once? */
  readonly shared: boolean;
  /** Takes the store for this process; throws ConfigError TURNPIKE_STORE_IN_USE where it is not shared and taken. */
  open?(): Promise<() => Promise<void>>;
  /** Writes only at the end: overlap is dropped, a gap throws TURNPIKE_LOG_GAP, a sealed log TURNPIKE_LOG_SEALED. */
  append(log: RunRef, offset: number, bytes: Uint8Array): Promise<{ readonly end: number }>;
  /** Makes what was appended durable. */
  sync(log: RunRef): Promise<void>;
  /** undefined: nothing was appended yet. */
  end(log: RunRef): Promise<LogInfo | undefined>;
  /** Empty where there is nothing in the range. */
  read(log: RunRef, range: ByteRange | LineRange): AsyncIterable<Uint8Array>;
  /** After number `after` (-1: from the first), at most `limit`. */
  parts(
    log: RunRef,
    after: number,
    limit: number,
  ): Promise<readonly { readonly number: number; readonly from: number; readonly to: number }[]>;
  /** Ends the log; repeatable, with the same answer. */
  seal(log: RunRef): Promise<LogSeal>;
  /** Repeatable. Other runs of the job stay. */
  delete(log: RunRef): Promise<void>;
}
