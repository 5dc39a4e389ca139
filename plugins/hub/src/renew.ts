import type { Leases, RunRef } from '@turnpike/sdk';
import type { Hub } from './context.js';

type Answer = Awaited<ReturnType<Leases['renew']>>;

/** Keeps a run. The count is stored, so that any hub sees it and none trusts another's clock. */
export async function renew(hub: Pick<Hub, 'renewals'>, { jobId, run }: RunRef): Promise<Answer> {
  const renewed = await hub.renewals.renew({ jobId, run });
  if (!renewed) return 'gone';
  return renewed.cancel ? 'cancel' : 'keep';
}
