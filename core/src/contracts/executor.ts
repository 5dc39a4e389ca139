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
}

/** The script ran to an end, or the instance went away beneath it. @stable */
export type RunExit = { readonly code: number } | { readonly lost: string };

/** A place that runs one script and then goes. @stable */
export interface Instance {
  /** For people and labels: `pid 4711`, a container id. */
  readonly id: string;
  /** Once. `output` honours back-pressure; it ends before or with `exit`. */
  run(bash: Uint8Array): {
    readonly output: AsyncIterable<Uint8Array>;
    readonly exit: Promise<RunExit>;
  };
  /** Repeatable; leaves no process and no file. */
  stop(): Promise<void>;
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
  /** What it can run: its part of the worker's offers. */
  readonly offers: { readonly os: readonly string[]; readonly arch: readonly string[] };
  /** What is not isolated, for boot messages and the system page; empty: nothing to say. */
  readonly warnings: readonly string[];
  /** Paths and facts of the instance that the script compiler needs, known before `start`. */
  compileEnv?(spec: Pick<InstanceSpec, 'run' | 'payload'>): Partial<CompileEnv>;
  /** Makes an instance for one run; called once a run. Throws StartFailure, and what `signal` was aborted with. */
  start(spec: InstanceSpec, signal: AbortSignal): Promise<Instance>;
  /** Ends this worker's other instances. Called at start, before hello. */
  reap(keep: readonly RunRef[]): Promise<void>;
}
