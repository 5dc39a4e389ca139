import type { Repository, VcsProvider } from '@turnpike/sdk';
import { liveToken } from '@turnpike/sdk/store';
import type { Context } from './context.js';

/** A repository that is asked with somebody's token: it is renewed in time, by whoever looks at the repository. */
export async function renewLender(
  ctx: Context,
  provider: VcsProvider,
  { activation }: Pick<Repository, 'activation'>,
): Promise<void> {
  const lender = activation?.identityId ?? null;
  if (lender === null) return;
  const { store, secrets } = ctx.deps;
  await liveToken({ store, secrets, provider, clock: ctx.clock }, lender);
}
