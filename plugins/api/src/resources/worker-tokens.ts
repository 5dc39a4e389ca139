/** A token for each worker: made, listed and revoked by administrators. */
import { randomBytes } from 'node:crypto';
import { z, type Route, type WorkerToken } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { readFields } from '../envelope/fields.js';
import { time, wholeTime } from '../envelope/times.js';
import { collection, single } from '../render/collection.js';
import { head, type Wire } from '../render/render.js';

const input = z.object({
  name: z.string().min(1).max(200),
  queues: z.array(z.string().min(1).max(200)).min(1).max(100).nullable().default(null),
});

export function workerTokenRoutes(api: Api): Route[] {
  const { workers } = api.store;
  return [
    endpoint(api, 'GET /v3/worker_tokens', async (call) =>
      collection(
        call,
        'worker_tokens',
        (await workers.tokens()).map((token) => renderWorkerToken(token)),
      ),
    ),
    endpoint(api, 'POST /v3/worker_tokens', create, { audit: 'worker_token.create' }),
    endpoint(
      api,
      'DELETE /v3/worker_token/:name',
      async (call) => {
        const worker = call.params['name'] ?? '';
        if (!(await workers.deleteToken(worker))) throw notFound('worker_token');
        // Hub hears of it at once; were this lost, it looks by itself.
        await api.store.emit('worker:changed', { worker });
        return { status: 204 };
      },
      { audit: 'worker_token.revoke' },
    ),
  ];
}

async function create(call: Call) {
  const { api, exchange } = call;
  const { name, queues } = readFields(input, await exchange.json(), 'worker_token');
  const plain = `tpw_${randomBytes(30).toString('base64url')}`;
  const made = await api.store.workers.createToken({ hash: api.secrets.hash(plain), name, queues });
  await exchange.audit({ target: `worker/${name}`, after: { queues } });
  return single(renderWorkerToken(made, plain), 201);
}

/** `plain`: only in the answer that makes it. */
function renderWorkerToken(token: WorkerToken, plain?: string): Wire {
  return {
    ...head('worker_token', undefined, 'standard'),
    id: token.id,
    name: token.name,
    queues: token.queues,
    created_at: wholeTime(token.createdAt),
    used_at: time(token.usedAt),
    ...(plain === undefined ? {} : { token: plain }),
  };
}
