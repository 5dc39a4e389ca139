import type { Delivery, RepoEvent, Repository } from '@turnpike/sdk';
import {
  applyRepoEvent,
  asksForBuild,
  planRequest,
  storeNewRequest,
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
  const wanted = asksForBuild(event) && draft.outcome === 'accepted';
  const planned = wanted ? await planRequest(tx, repository, event) : undefined;
  const repeated = wanted && !planned;
  const outcome = repeated ? 'ignored' : draft.outcome;
  const reason = repeated ? 'The same push is a request already.' : draft.reason;
  const delivery = await tx.deliveries.insert({ ...draft, outcome, reason });
  if (!delivery) return undefined;
  const deliveryId = delivery.id;
  const request = planned && (await storeNewRequest(tx, { ...planned, deliveryId }));
  if (request) await tx.deliveries.setRequest(deliveryId, request.id);
  if (outcome === 'accepted') await applyRepoEvent(tx, repository, event);
  tx.emit('delivery:received', { deliveryId, repositoryId: repository.id });
  return { deliveryId, requestId: request?.id ?? null, outcome, reason };
}
