import type { RepoEvent } from '@turnpike/core/contracts';

/** The JSON of a delivery. @experimental */
export type DeliveryPayload = Readonly<Record<string, unknown>>;

/** What a delivery says, without repository and name of the event. @experimental */
export type DeliverySaid = RepoEvent extends infer E
  ? E extends RepoEvent
    ? Omit<E, 'repository' | 'event'>
    : never
  : never;

/** For VcsProviders: a delivery that asks for nothing, with the reason that its log shows. @experimental */
export const ignoredDelivery = (reason: string): DeliverySaid => ({ kind: 'ignored', reason });
