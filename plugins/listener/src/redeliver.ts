import { randomUUID } from 'node:crypto';
import { NotFoundError, type Deliveries, type Delivery, type Repository } from '@turnpike/sdk';
import { applyRepoEvent, asksForBuild, requestOf, storeNewRequest } from '@turnpike/sdk/store';
import type { Context } from './context.js';
import { createLargeBodies, type LargeBodies } from './large-bodies.js';

/** The delivery log's command: a stored delivery once more, although its guid is known. */
export function createDeliveries(ctx: Context): Deliveries {
  const large = createLargeBodies();
  ctx.signal.addEventListener('abort', () => void large.stop());
  return {
    redeliver: async ({ deliveryId }) => {
      const delivery = await ctx.deps.store.deliveries.get(deliveryId);
      if (!delivery) throw new NotFoundError();
      const repository = await repositoryOf(ctx, delivery);
      if (delivery.outcome === 'rejected' || !repository)
        return {
          accepted: false,
          rule: 'rejected-delivery',
          message: 'It was refused: let the code host send it again.',
        };
      return again(ctx, large, delivery, repository);
    },
  };
}

async function repositoryOf(ctx: Context, delivery: Delivery): Promise<Repository | undefined> {
  if (delivery.repositoryId === null) return undefined;
  return ctx.deps.store.repositories.get(delivery.repositoryId);
}

async function again(ctx: Context, large: LargeBodies, delivery: Delivery, repository: Repository) {
  const provider = ctx.deps.providers.find(({ id }) => id === delivery.provider);
  if (!provider)
    throw new NotFoundError(`No plugin here reads deliveries of ${delivery.provider}.`);
  const { headers, body, id } = delivery;
  const raw = { headers, body: Buffer.from(body), hint: String(repository.id) };
  const event = await provider.parse(await large.readable(raw, `repository ${repository.id}`));
  return ctx.deps.store.transaction(async (tx) => {
    if (!asksForBuild(event)) {
      const message = await applyRepoEvent(tx, repository, event);
      return { accepted: true, message: message ?? 'There was nothing to change.' };
    }
    const guid = `redelivery ${id} ${randomUUID()}`;
    const request = await storeNewRequest(tx, {
      ...requestOf(repository, event),
      deliveryId: id,
      guid,
    });
    if (request) await tx.deliveries.setRequest(id, request.id);
    return { accepted: true, ...(request ? { requestId: request.id } : {}) };
  });
}
