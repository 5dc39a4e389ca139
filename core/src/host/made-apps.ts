/** Apps that were made from the system page, with their secrets. */
import type { HostApp } from '../contracts/code-hosts.js';
import type { SecretBox } from '../contracts/host.js';
import type { Store } from '../contracts/store.js';
import type { FindMadeApp } from './code-hosts.js';

/** Asked for with each call to a host: the database is asked now and then. */
const KEPT_MS = 2_000;

interface Kept {
  readonly app: Promise<HostApp | null>;
  readonly until: number;
}

/** undefined store: this process has no database, and knows of none. */
export function findMadeApps(
  store: Pick<Store, 'hostApps'> | undefined,
  secrets: SecretBox,
): FindMadeApp {
  const kept = new Map<string, Kept>();
  return async (host) => {
    if (!store) return null;
    const known = kept.get(host);
    if (known && known.until > Date.now()) return known.app;
    const app = read(store, secrets, host);
    kept.set(host, { app, until: Date.now() + KEPT_MS });
    app.catch(() => kept.delete(host));
    return app;
  };
}

async function read(
  { hostApps }: Pick<Store, 'hostApps'>,
  secrets: SecretBox,
  host: string,
): Promise<HostApp | null> {
  const row = await hostApps.get(host);
  if (!row) return null;
  const { appId: id, slug, clientId, sealedSecrets } = row;
  const opened = JSON.parse(secrets.open(sealedSecrets)) as Pick<
    HostApp,
    'privateKey' | 'clientSecret' | 'webhookSecret'
  >;
  return { id, slug, clientId, ...opened };
}
