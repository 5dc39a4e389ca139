import { askAsPerson, z, type AccessLevel, type RepositoryPage } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { repositorySchema, toIdentity } from './payload.js';

/** No list names rights. A repository stands in each list up to its level: what comes later is more. */
const LISTS = [
  ['REPO_READ', 'read'],
  ['REPO_WRITE', 'write'],
  ['REPO_ADMIN', 'admin'],
] as const satisfies readonly (readonly [string, AccessLevel])[];

const cursorSchema = z.object({
  list: z.number().int().min(0).max(2),
  next: z.string().nullable(),
});

/** All that an account has a right to. */
export async function listRepositories(api: Api, page: string | null): Promise<RepositoryPage> {
  const at = cursorSchema.parse(page === null ? { list: 0, next: null } : JSON.parse(page));
  const [permission, level] = LISTS[at.list]!;
  const query = { permission, limit: 100 };
  const found = await askAsPerson(api.host.name, () =>
    api.page(at.next ?? '/api/1.0/repos', repositorySchema, query),
  );
  const rows = found.items.map((row) => ({
    ...{ identity: toIdentity(row, api.host.url), level, archived: row.archived ?? false },
  }));
  const after =
    found.next !== null
      ? { list: at.list, next: found.next }
      : at.list + 1 < LISTS.length
        ? { list: at.list + 1, next: null }
        : null;
  return { rows, next: after && JSON.stringify(after), complete: true, withheld: [] };
}
