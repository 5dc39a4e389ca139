import { randomUUID } from 'node:crypto';
import type { Context } from './context.js';
import { handleRequest } from './handle-request.js';

/**
 * Works requests off in a few lanes at once. `wake` never waits for a lane: one slow host does not
 * keep the requests of other repositories waiting.
 */
export interface Runner {
  wake(): void;
  /** Takes no more and waits for what is in hand. */
  drain(): Promise<void>;
}

function createRunner(ctx: Context): Runner {
  const claimer = randomUUID();
  const lanes = new Set<Promise<void>>();
  let open = true;
  // Woken while all lanes were taken: whoever finds nothing looks once more.
  let again = false;
  const lane = async () => {
    while (open) {
      again = false;
      const request = await ctx.deps.store.requests.claim(claimer, ctx.config.leaseSeconds);
      if (!request && !again) return;
      if (!request) continue;
      wake();
      const retryMs = await handleRequest(ctx, request, claimer);
      if (retryMs !== undefined) wakeLater(retryMs);
    }
  };
  const start = () => {
    const work: Promise<void> = lane()
      .catch((error: unknown) => ctx.log.error({ error: String(error) }, 'a lane failed'))
      .finally(() => lanes.delete(work));
    lanes.add(work);
  };
  const wake = () => {
    again = true;
    if (open && lanes.size < ctx.config.slots) start();
  };
  const wakeLater = (ms: number) => {
    // A little later than due: the database's clock decides.
    ctx.clock.sleep(ms + 20, ctx.signal).then(wake, () => undefined);
  };
  const drain = async () => {
    open = false;
    await Promise.all(lanes);
  };
  return { wake, drain };
}

const runners = new WeakMap<AbortSignal, Runner>();

/** The runner of this plugin's scope. */
export function runnerOf(ctx: Context): Runner {
  const runner = runners.get(ctx.signal) ?? createRunner(ctx);
  runners.set(ctx.signal, runner);
  return runner;
}
