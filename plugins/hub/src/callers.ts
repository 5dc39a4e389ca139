/** For whom a caller of the lease protocol may speak. Calls within the process and of our own roles: for all. */
import { NotAllowedError, type RunRef, type ServiceCaller } from '@turnpike/sdk';
import type { Hub } from './context.js';

/** Throws NotAllowedError for the name of another worker; one with a token of its own is nobody else's name. */
export async function requireName(
  { store }: Pick<Hub, 'store'>,
  name: string,
  caller: ServiceCaller | undefined,
): Promise<void> {
  if (caller?.kind !== 'worker') return;
  const own = caller.worker?.name;
  if (own === name) return;
  if (own !== undefined)
    throw refused(`This token is of the worker ${own}.`, `Set worker.name: ${own}.`);
  const taken = (await store.workers.tokens()).some((token) => token.name === name);
  if (taken)
    throw refused(
      `The worker ${name} has a token of its own.`,
      'Set tokens.worker to it, or worker.name to another name.',
    );
}

/**
 * Is the token away that the caller came with? Asked once a claim has its run: who revokes a token before sees no
 * such run to take away, who does so after it does.
 */
export async function isRevoked(
  { store }: Pick<Hub, 'store'>,
  caller: ServiceCaller | undefined,
): Promise<boolean> {
  const name = caller?.worker?.name;
  return name !== undefined && !(await store.workers.tokens()).some((one) => one.name === name);
}

/** Throws NotAllowedError for a queue that the worker's token is not for. */
export function requireQueues(asked: readonly string[], caller: ServiceCaller | undefined): void {
  const { queues } = caller?.worker ?? { queues: null };
  const other = queues === null ? undefined : asked.find((queue) => !queues.includes(queue));
  if (other === undefined) return;
  throw refused(
    `The token of this worker is not for the queue ${other}.`,
    `Set worker.queues: [${queues?.join(', ')}].`,
  );
}

/** Throws NotAllowedError for another run than the token's, and for a run that another worker holds. */
export async function requireHolder(
  { store }: Pick<Hub, 'store'>,
  { jobId, run }: RunRef,
  caller: ServiceCaller | undefined,
): Promise<void> {
  if (caller?.run && (caller.run.jobId !== jobId || caller.run.run !== run))
    throw refused('This token is for another run.', 'Send the token that came with the claim.');
  if (caller?.kind !== 'worker') return;
  const holder = caller.worker && (await store.runs.get(jobId, run))?.worker;
  if (holder !== undefined && holder === caller.worker?.name) return;
  throw refused('Another worker may hold this run.', 'Send the token that came with the claim.');
}

function refused(message: string, wayOut: string): NotAllowedError {
  return new NotAllowedError('TURNPIKE_ACCESS_DENIED', message, { wayOut });
}
