import type { DeliveryName, RawDelivery } from '@turnpike/sdk';

/**
 * The key is the same over all tries of one delivery; old servers have the id of the try alone. Where a delivery is
 * signed, its id is part of what is signed, and only that counts.
 */
export function nameOf({ headers }: RawDelivery): DeliveryName | undefined {
  const event = headers['x-gitlab-event'];
  const signed = headers['webhook-signature'] ? headers['webhook-id'] : undefined;
  const guid =
    signed ??
    headers['idempotency-key'] ??
    headers['x-gitlab-webhook-uuid'] ??
    headers['x-gitlab-event-uuid'];
  return event && guid ? { event, guid } : undefined;
}
