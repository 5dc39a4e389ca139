import { ConfigError, type FileStore } from '@turnpike/sdk';

/** Throws ConfigError where there is none of that id. */
export function chooseStore(stores: readonly FileStore[], id: string): FileStore {
  const chosen = stores.find((store) => store.id === id);
  if (chosen) return chosen;
  const known = stores.map((store) => store.id).join(', ');
  throw new ConfigError('TURNPIKE_CONFIG_INVALID', `There is no store of files \`${id}\` here.`, {
    key: 'storage.store',
    wayOut: `Run its plugin beside storage and configure it (s3: store-s3.bucket), or choose one of: ${known}.`,
  });
}
