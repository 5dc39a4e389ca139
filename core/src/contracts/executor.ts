/** What runs scripts. */
import type { RunRef } from './services.js';
import type { JobPayload } from './payload.js';
import type { CompileEnv, ServiceSidecar } from './script.js';

/** What an instance is made for. @stable */
export interface InstanceSpec {
  /** Which run; label the instance with it before anything starts. */
  readonly run: RunRef;
  /** The whole payload, secrets included: keep it in memory. */
  readonly payload: JobPayload;
  /** Proposed by the language or named by the job; executors without images ignore it. */
  readonly image?: string;
  /** Containers to start beside it, where the executor can. */
  readonly services: readonly ServiceSidecar[];
  /** Environment of the script's shell, beside what the script sets itself. Nothing of the server's. */
  readonly env: Readonly<Record<string, string>>;
  /** After `hardSeconds` it is to be gone; the log may have `logBytes`. */
  readonly limits: { readonly hardSeconds: number; readonly logBytes: number };
  /**
   * A short text, no secret, that an executor with `adoptable` keeps with the instance (a label) and gives back there:
   * what the worker that starts next needs to know of the run.
   */
  readonly keepsake?: string;
}

/** The script ran to an end, or the instance went away beneath it. @stable */
export type RunExit = { readonly code: number } | { readonly lost: string };

/** A script that runs. @stable */
export interface RunningScript {
  /** Honours back-pressure; ends before or with `exit`. */
  readonly output: AsyncIterable<Uint8Array>;
  /** Never rejects. */
  readonly exit: Promise<RunExit>;
}

/** A place that runs one script and then goes. @stable */
export interface Instance {
  /** For people and labels: `pid 4711`, a container id. */
  readonly id: string;
  /** Once. `output` honours back-pressure; it ends before or with `exit`. */
  run(bash: Uint8Array): RunningScript;
  /**
   * The run is this worker's for so many seconds more: called once it is started, and again with each renewal of the
   * lease. An instance that outlives its worker ends by itself when they are over; others need not have it.
   */
  keepFor?(seconds: number): void;
  /** Instead of `stop`, where the executor can adopt: nothing of this process holds it any more, it goes on. Repeatable. */
  leave?(): Promise<void>;
  /** Repeatable; leaves no process and no file. */
  stop(): Promise<void>;
}

/** An instance whose script runs already. @stable */
export interface AdoptedInstance extends Instance {
  /** Once, in place of `run`. `output` is all that the script has written from its first byte on. */
  resume(): RunningScript;
}

/** A run that goes on without a worker. @stable */
export interface Adoptable {
  /** Which run its instance was started for. */
  readonly run: RunRef;
  /** Of its `InstanceSpec`. */
  readonly keepsake: string;
}

/** Thrown by `start`. `user`: the job asked for what cannot be had: errored. `platform`: lost, tried again. @stable */
export interface StartFailure extends Error {
  /** Whose fault it is, which decides whether the job is errored or tried again. */
  readonly blame: 'user' | 'platform';
}

/** Makes instances. Provided under `tokens.executors`; a worker has one, chosen by `id`. Suite: `executorConformance`. @stable */
export interface Executor {
  /** What `worker.executor` names; the plugin's id without `executor-`. */
  readonly id: string;
  /** What keeps jobs from each other and from the server. `none`: they are processes of its machine. */
  readonly isolation: 'none' | 'container' | 'machine';
  /** What it can run: its part of the worker's offers. May be a guess until it is open. */
  readonly offers: { readonly os: readonly string[]; readonly arch: readonly string[] };
  /** What is not isolated, for boot messages and the system page; empty: nothing to say. */
  readonly warnings: readonly string[];
  /**
   * How long a start may take before limits of its own end it, with what it waited for; more than 0. The worker waits so
   * long where its own `startSeconds` is not set. Without it: 240.
   */
  readonly startSeconds?: number;
  /**
   * Called by the worker that has chosen it, once, before all else: looks for what jobs run on. From then on `offers`,
   * `isolation` and `warnings` hold. All processes install executors and few use one: what is built asks nothing of any
   * engine, cluster or program before. Throws what ends the worker's start.
   */
  open?(): Promise<void>;
  /** Paths and facts of the instance that the script compiler needs, known before `start`. */
  compileEnv?(spec: Pick<InstanceSpec, 'run' | 'payload'>): Partial<CompileEnv>;
  /** Makes an instance for one run; called once a run. Throws StartFailure, and what `signal` was aborted with. */
  start(spec: InstanceSpec, signal: AbortSignal): Promise<Instance>;
  /** Ends this worker's other instances. Called at start, before hello. */
  reap(keep: readonly RunRef[]): Promise<void>;
  /**
   * Instances with a keepsake that an earlier process of this worker has left. Called once, before `reap`. With it the
   * executor has `adopt`, and its instances `keepFor` and `leave`.
   */
  adoptable?(): Promise<readonly Adoptable[]>;
  /** Takes over what `adoptable` named; undefined where it is gone, or its script had not begun. Throws what `signal` was aborted with. */
  adopt?(run: RunRef, signal: AbortSignal): Promise<AdoptedInstance | undefined>;
}
