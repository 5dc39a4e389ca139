/**
 * A service contract: the same interface is a plain object in one process and an HTTP client between
 * two. So each method takes one JSON object, returns a promise, and has schemas and a time limit.
 */
import type { z } from 'zod';
import type { PrincipalKind, WorkerIdentity } from './http.js';

/** One method of a service: schemas, who may call, how long it may take. @experimental */
export interface MethodContract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** One JSON object. */
  readonly input: I;
  /** What it answers. */
  readonly output: O;
  /** Who may call it from another process. `role` always may. */
  readonly allow: readonly PrincipalKind[];
  /** After this the caller gets TURNPIKE_TIMEOUT. */
  readonly timeoutMs: number;
  /**
   * The member of the input that the client sends as its bearer, in place of the secret of its process, where it is
   * given. It is not in the body.
   */
  readonly bearer?: string;
  /** The client may send it again when it does not know whether it arrived. */
  readonly idempotent: boolean;
}

/** An interface that may lie in another process. @experimental */
export interface ServiceContract<
  M extends Record<string, MethodContract> = Record<string, MethodContract>,
> {
  /** Of its token, and in its address: `/rpc/v1/leases`. */
  readonly name: string;
  /** Both sides compare majors. */
  readonly version: string;
  /** By name. */
  readonly methods: M;
}

/** The interface that a contract describes. @experimental */
export type ServiceOf<C extends ServiceContract> = {
  readonly [K in keyof C['methods']]: (
    input: z.input<C['methods'][K]['input']>,
    caller?: ServiceCaller,
  ) => Promise<z.output<C['methods'][K]['output']>>;
};

/** Given to the implementation by the HTTP side; absent for a call within the process. @experimental */
export interface ServiceCaller {
  /** Kind of who called. */
  readonly kind: PrincipalKind;
  /** For a run token: the only run it may speak for. */
  readonly run?: { readonly jobId: number; readonly run: number };
  /** For a worker with a token of its own: the only name it may speak in. */
  readonly worker?: WorkerIdentity;
}

/** A contract as it is, with the types of its schemas. @experimental */
export function defineService<const M extends Record<string, MethodContract>>(contract: {
  readonly name: string;
  readonly version: string;
  readonly methods: M;
}): ServiceContract<M> {
  return contract;
}
