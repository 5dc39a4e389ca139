import type { Delivery, RepoEvent, Repository } from '@turnpike/sdk';
import {
  applyRepoEvent,
  asksForBuild,
  hasMoved,
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
  if (isElsewhere(repository, event))
    tx.emit('repository:changed', { repositoryId: repository.id });
  tx.emit('delivery:received', { deliveryId, repositoryId: repository.id });
  return { deliveryId, requestId: request?.id ?? null, outcome, reason };
}

/**
 * The host has it at another address than we do: gatekeeper is to ask now. What the delivery itself says is not taken:
 * it may be older than what is known.
 */
function isElsewhere(repository: Repository, { repository: said }: RepoEvent): boolean {
  return said.vcsId !== null && said.vcsId === repository.vcsId && hasMoved(repository, said);
}
