import type { DeliveryName, RawDelivery } from '@turnpike/sdk';

/** Servers send the headers of all that they descend from: the youngest name is the server's own. */
export const FAMILIES = ['forgejo', 'gitea', 'gogs'] as const;
export type Family = (typeof FAMILIES)[number];

/** Which family's headers a delivery is read by. */
export function familyOf({ headers }: RawDelivery): Family | undefined {
  return FAMILIES.find((family) => headers[`x-${family}-event`] !== undefined);
}

/** The exact name of the event; the group's where it has none. */
export function nameOf(d: RawDelivery): DeliveryName | undefined {
  const family = familyOf(d);
  const event = d.headers[`x-${family}-event`];
  const guid = d.headers[`x-${family}-delivery`];
  return event && guid ? { event, guid } : undefined;
}
