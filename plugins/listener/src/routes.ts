import type { HttpExchange, HttpResponse, Route } from '@turnpike/sdk';
import type { Context } from './context.js';
import { createLargeBodies } from './large-bodies.js';
import { createPatience } from './patience.js';
import { receive } from './receive.js';
import { createRejectionLog } from './rejections.js';

export function hookRoutes(ctx: Context): readonly Route[] {
  const door = {
    rejections: createRejectionLog(ctx),
    large: createLargeBodies(),
    patience: createPatience(ctx.clock),
  };
  ctx.signal.addEventListener('abort', () => void door.large.stop());
  const counter = ctx.metrics.counter('deliveries_total', 'Deliveries by outcome.', ['outcome']);
  const handle = async (exchange: HttpExchange): Promise<HttpResponse> => {
    try {
      const answer = await receive(ctx, door, exchange);
      counter.inc({ outcome: outcomeOf(answer) });
      return answer;
    } catch (error) {
      counter.inc({ outcome: 'refused' });
      throw error;
    }
  };
  const paths = ['/hooks/:provider', '/hooks/:provider/:hint', ...(ctx.config.root ? ['/'] : [])];
  return paths.map((path) => ({
    method: 'POST',
    path,
    allow: ['anonymous', 'user', 'role', 'worker', 'run', 'job'],
    bodyLimitBytes: ctx.config.bodyLimitBytes,
    // Each delivery is kept with its outcome as it is.
    audit: false,
    handle,
  }));
}

function outcomeOf({ body }: HttpResponse): string {
  return (body as { readonly outcome: string }).outcome;
}
