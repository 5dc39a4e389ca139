import type { Delivery, RepoEvent, Repository } from '@turnpike/sdk';
import {
  applyRepoEvent,
  asksForBuild,
  isStoredPush,
  storeRequest,
  type StoreTransaction,
} from '@turnpike/sdk/store';

export type DeliveryDraft = Omit<Delivery, 'id' | 'receivedAt' | 'requestId'>;

export interface Stored {
  readonly deliveryId: number;
  readonly requestId: number | null;
  readonly outcome: Delivery['outcome'];
  readonly reason: string | null;
}

/**
 * Delivery and request (or the change of what we know), in one transaction. `undefined`: a delivery
 * with this guid is there. Only inside a transaction.
 */
export async function storeDelivery(
  tx: StoreTransaction,
  repository: Repository,
  draft: DeliveryDraft,
  event: RepoEvent,
): Promise<Stored | undefined> {
  const { id: repositoryId } = repository;
  const found = asksForBuild(event) && (await isStoredPush(tx, repository, event));
  const repeated = found ? 'The same push is a request already.' : null;
  const outcome = repeated ? 'ignored' : draft.outcome;
  const reason = repeated ?? draft.reason;
  const delivery = await tx.deliveries.insert({ ...draft, outcome, reason });
  if (!delivery) return undefined;
  const requestId =
    asksForBuild(event) && outcome === 'accepted'
      ? ((await storeRequest(tx, repository, event, delivery.id))?.id ?? null)
      : null;
  if (requestId !== null) await tx.deliveries.setRequest(delivery.id, requestId);
  if (outcome === 'accepted') await applyRepoEvent(tx, repository, event);
  tx.emit('delivery:received', { deliveryId: delivery.id, repositoryId });
  return { deliveryId: delivery.id, requestId, outcome, reason };
}
