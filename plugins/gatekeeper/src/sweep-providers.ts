import type { Repository } from '@turnpike/sdk';
import type { Context } from './context.js';

const PAGE = 500;

/** Tells each provider which repositories there are, so that it lets go of what it keeps for others. */
export async function sweepProviders({ deps, log }: Context): Promise<void> {
  const sweeping = deps.providers.filter(({ sweep }) => sweep);
  if (sweeping.length === 0) return;
  const all = await everyRepository(deps.store);
  for (const provider of sweeping) {
    const own = all.filter(({ vcsProvider }) => vcsProvider === provider.id);
    const removed = await provider.sweep?.(own);
    if (removed) log.info({ provider: provider.id, removed }, 'copies of old repositories went');
  }
}

async function everyRepository(store: Context['deps']['store']): Promise<readonly Repository[]> {
  const all = new Map<number, Repository>();
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await store.repositories.list({}, { limit: PAGE, offset });
    for (const row of rows) all.set(row.id, row);
    if (rows.length < PAGE) return [...all.values()];
  }
}
