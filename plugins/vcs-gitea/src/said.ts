import type { DeliveryPayload, DeliverySaid, RepoIdentity } from '@turnpike/sdk';

export type Reader = (
  payload: DeliveryPayload,
  repository: RepoIdentity,
  sender: string | null,
) => DeliverySaid;
