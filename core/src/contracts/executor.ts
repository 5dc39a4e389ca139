/** What runs scripts. */
import type { RunRef } from './services.js';
import type { JobPayload } from './payload.js';
import type { CompileEnv, ServiceSidecar } from './script.js';

export interface InstanceSpec {
  readonly run: RunRef;
  readonly payload: JobPayload;
  /** Proposed by the language or named by the job; executors without images ignore it. */
  readonly image?: string;
  readonly services: readonly ServiceSidecar[];
  /** Environment of the script's shell, beside what the script sets itself. Nothing of the server's. */
  readonly env: Readonly<Record<string, string>>;
  readonly limits: { readonly hardSeconds: number; readonly logBytes: number };
}

/** The script ran to an end, or the instance went away beneath it. */
export type RunExit = { readonly code: number } | { readonly lost: string };

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

/** Thrown by `start`. `user`: the job asked for what cannot be had: errored. `platform`: lost, tried again. */
export interface StartFailure extends Error {
  readonly blame: 'user' | 'platform';
}

export interface Executor {
  readonly id: string;
  readonly isolation: 'none' | 'container' | 'machine';
  /** What it can run: its part of the worker's offers. */
  readonly offers: { readonly os: readonly string[]; readonly arch: readonly string[] };
  /** What is not isolated, for boot messages and the system page; empty: nothing to say. */
  readonly warnings: readonly string[];
  /** Paths and facts of the instance that the script compiler needs, known before `start`. */
  compileEnv?(spec: Pick<InstanceSpec, 'run' | 'payload'>): Partial<CompileEnv>;
  start(spec: InstanceSpec, signal: AbortSignal): Promise<Instance>;
  /** Ends this worker's other instances. Called at start, before hello. */
  reap(keep: readonly RunRef[]): Promise<void>;
}
