import { randomUUID } from 'node:crypto';
import { type BuildRequest } from '@turnpike/sdk';
import { abortWith, createLanes, type Lanes } from '@turnpike/sdk/platform';
import type { Context } from './context.js';
import { handleRequest } from './handle-request.js';

/** Works requests off a few at once: one slow host does not keep those of other repositories waiting. */
function createRunner(ctx: Context): Lanes {
  const claimer = randomUUID();
  const { clock, signal, log } = ctx;
  return createLanes<BuildRequest>({
    slots: ctx.config.slots,
    claim: () => ctx.deps.store.requests.claim(claimer, ctx.config.leaseSeconds),
    work: (request) =>
      whileHeld(ctx, { id: request.id, claimer }, () => handleRequest(ctx, request, claimer)),
    clock,
    signal,
    log,
  });
}

interface Claim {
  readonly id: number;
  readonly claimer: string;
}

/** Work may take longer than a lease; a gatekeeper that died must not cost more than one. */
async function whileHeld<T>(ctx: Context, claim: Claim, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const release = abortWith(done, ctx.signal);
  const renewing = renew(ctx, claim, done.signal);
  try {
    return await work();
  } finally {
    release();
    done.abort();
    await renewing;
  }
}

/** Until the work is done or the claim is lost: then nothing that it decides is stored (`finish` compares). */
async function renew(ctx: Context, { id, claimer }: Claim, signal: AbortSignal): Promise<void> {
  const { leaseSeconds } = ctx.config;
  for (;;) {
    await ctx.clock.sleep((leaseSeconds * 1000) / 3, signal).catch(() => undefined);
    if (signal.aborted) return;
    try {
      if (!(await ctx.deps.store.requests.renew(id, claimer, leaseSeconds))) return;
    } catch (error) {
      ctx.log.warn({ err: error, requestId: id }, 'A claim could not be renewed');
    }
  }
}

const runners = new WeakMap<AbortSignal, Lanes>();

/** The runner of this plugin's scope. */
export function runnerOf(ctx: Context): Lanes {
  const runner = runners.get(ctx.signal) ?? createRunner(ctx);
  runners.set(ctx.signal, runner);
  return runner;
}
