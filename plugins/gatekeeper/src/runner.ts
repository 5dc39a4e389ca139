import { randomUUID } from 'node:crypto';
import { createLanes, type BuildRequest, type Lanes } from '@turnpike/sdk';
import type { Context } from './context.js';
import { handleRequest } from './handle-request.js';

/** Works requests off a few at once: one slow host does not keep those of other repositories waiting. */
function createRunner(ctx: Context): Lanes {
  const claimer = randomUUID();
  const { clock, signal, log } = ctx;
  return createLanes<BuildRequest>({
    slots: ctx.config.slots,
    claim: () => ctx.deps.store.requests.claim(claimer, ctx.config.leaseSeconds),
    work: (request) => handleRequest(ctx, request, claimer),
    clock,
    signal,
    log,
  });
}

const runners = new WeakMap<AbortSignal, Lanes>();

/** The runner of this plugin's scope. */
export function runnerOf(ctx: Context): Lanes {
  const runner = runners.get(ctx.signal) ?? createRunner(ctx);
  runners.set(ctx.signal, runner);
  return runner;
}
