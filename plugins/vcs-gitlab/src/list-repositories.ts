import { askAsPerson, z, type AccessLevel, type RepositoryPage } from '@turnpike/sdk';
import { projectSchema, toIdentity } from './payload.js';
import type { Api } from './server.js';

const LEVELS = { read: 20, write: 30, admin: 40 } as const satisfies Record<AccessLevel, number>;
const idSchema = z.object({ id: z.number() });
const ORDER = { membership: true, order_by: 'id', sort: 'asc', pagination: 'keyset' } as const;

/**
 * All that an account has a right to. What the projects of a list say of rights leaves out groups above and shares, so
 * the same ids are asked for again by the least level. A page is asked for by the last id before it.
 */
export async function listRepositories(api: Api, page: string | null): Promise<RepositoryPage> {
  const after = /^\d+$/.test(page ?? '') ? Number(page) : 0;
  const query = { ...ORDER, id_after: after, min_access_level: LEVELS.read };
  const found = await askAsPerson('GitLab', () => api.page('/projects', projectSchema, query));
  const last = found.items.at(-1)?.id ?? after;
  const idsOf = async (level: AccessLevel): Promise<ReadonlySet<number>> => {
    const range = {
      ...ORDER,
      id_after: after,
      id_before: last + 1,
      min_access_level: LEVELS[level],
    };
    const rows = await askAsPerson('GitLab', () =>
      api.list('/projects', idSchema, { ...range, simple: true }),
    );
    return new Set(rows.map(({ id }) => id));
  };
  const none = found.items.length === 0;
  const writes = none ? new Set<number>() : await idsOf('write');
  const admins = writes.size === 0 ? new Set<number>() : await idsOf('admin');
  const rows = found.items.map((row) => ({
    identity: toIdentity(row),
    level: admins.has(row.id) ? 'admin' : writes.has(row.id) ? 'write' : 'read',
    archived: Boolean(row.archived || row.marked_for_deletion_on),
  })) satisfies RepositoryPage['rows'];
  const next = none || found.next === undefined ? null : String(last);
  return { rows, next, complete: true, withheld: [] };
}
