import type { HostAppRow } from '../../contracts/domain.js';
import type { HostAppStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { oneRow } from '../one-row.js';

const apps = entity<HostAppRow>('host_apps', {
  host: 'plain',
  appId: 'plain',
  slug: 'plain',
  url: 'plain',
  clientId: 'plain',
  sealedSecrets: 'plain',
  createdAt: 'plain',
});

export function hostAppStore(db: Db): HostAppStore {
  const table = () => db.sql('host_apps');
  return {
    async get(host) {
      const row = await oneRow(db, apps, { host });
      return row ? apps.read(row) : undefined;
    },
    async list() {
      const rows = await table().select(apps.columns).orderBy('host');
      return rows.map(apps.read);
    },
    async set(app) {
      const row = apps.write(app);
      await table()
        .insert({ ...row, created_at: db.now() })
        .onConflict('host')
        .merge();
    },
    async reseal(host, sealedSecrets) {
      await table().where({ host }).update({ sealed_secrets: sealedSecrets });
    },
    async remove(host) {
      return (await table().where({ host }).delete()) === 1;
    },
  };
}
