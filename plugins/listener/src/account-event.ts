import type { AccountEvent, HttpResponse } from '@turnpike/sdk';
import type { Store, StoreTransaction } from '@turnpike/sdk/store';

/** Several events come of one deed: they are asked about once. */
const SOON_SECONDS = 5;

/**
 * What a host tells of people and owners. It gives and takes nothing by itself: those whom it concerns are synced soon.
 * Only a grant that was taken back ends at once, as its tokens are dead.
 */
export async function applyAccountEvent(
  store: Pick<Store, 'transaction'>,
  host: string,
  event: AccountEvent,
): Promise<HttpResponse> {
  const people = await store.transaction((tx) => concerned(tx, host, event));
  const [outcome, reason] =
    people === 0
      ? (['ignored', 'It concerns nobody who is known here.'] as const)
      : ([
          'accepted',
          `What ${people} of the people here may do is asked for at the host.`,
        ] as const);
  return { status: 202, body: { outcome, reason } };
}

async function concerned(tx: StoreTransaction, host: string, event: AccountEvent): Promise<number> {
  if (event.kind === 'account') return tx.syncs.askOfOwner(host, event.login, SOON_SECONDS);
  let people = 0;
  for (const hostUserId of event.hostUserIds) {
    const identity = await tx.identities.byHostUser(host, hostUserId);
    if (!identity) continue;
    people += 1;
    if (event.kind === 'revoked') await tx.identities.revoke(identity.id);
    else await tx.syncs.ask(identity.id, SOON_SECONDS);
  }
  return people;
}
