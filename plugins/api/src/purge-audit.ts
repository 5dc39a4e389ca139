import { type Logger } from '@turnpike/sdk';
import { purgeAll, type Store } from '@turnpike/sdk/store';
import type { ApiConfig } from './config.js';

interface Ports {
  readonly deps: { readonly store: Pick<Store, 'audit'> };
  readonly config: Pick<ApiConfig, 'keepAuditDays'>;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

export async function purgeAudit({ deps, config, log, signal }: Ports): Promise<void> {
  const { keepAuditDays: olderThanDays } = config;
  const removed = await purgeAll(
    (limit) => deps.store.audit.purge({ olderThanDays, limit }),
    signal,
  );
  if (removed > 0) log.info({ removed, olderThanDays }, 'Old rows of the audit log were removed');
}
