import { askAsPerson, z, type AccessLevel, type RepositoryPage } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { repositorySchema, toIdentity } from './payload.js';

/** A repository stands in each list up to its level: what comes later is more. */
const ROLES = [
  ['member', 'read'],
  ['contributor', 'write'],
  ['admin', 'admin'],
] as const satisfies readonly (readonly [string, AccessLevel])[];

/** Nothing lists over workspaces: they are gone through one by one, for each role. */
const cursorSchema = z.object({
  workspaces: z.array(z.string()),
  role: z.number().int().min(0).max(2),
  next: z.string().nullable(),
});
type Cursor = z.infer<typeof cursorSchema>;

const workspaceSchema = z.object({
  workspace: z.object({ slug: z.string() }).nullish(),
  slug: z.string().nullish(),
});

/** All that an account has a right to that is more than everybody's. */
export async function listRepositories(api: Api, page: string | null): Promise<RepositoryPage> {
  const at = page === null ? await begin(api) : cursorSchema.parse(JSON.parse(page));
  const [workspace] = at.workspaces;
  if (workspace === undefined) return { rows: [], next: null, complete: true, withheld: [] };
  const [role, level] = ROLES[at.role]!;
  const path = at.next ?? `/repositories/${encodeURIComponent(workspace)}`;
  const query = { role, pagelen: 100 };
  const found = await askAsPerson(api.host.name, () => api.page(path, repositorySchema, query));
  const rows = found.items.map((row) => ({
    ...{ identity: toIdentity(row, api.host.url), level },
    // It has no such thing.
    archived: false,
  }));
  const after = following(at, found.next);
  return { rows, next: after && JSON.stringify(after), complete: true, withheld: [] };
}

async function begin(api: Api): Promise<Cursor> {
  const found = await askAsPerson(api.host.name, () =>
    api.list('/user/workspaces', workspaceSchema, { pagelen: 100 }),
  );
  const workspaces = found.flatMap(({ workspace, slug }) => workspace?.slug ?? slug ?? []);
  return { workspaces, role: 0, next: null };
}

function following({ workspaces, role }: Cursor, next: string | null): Cursor | null {
  if (next !== null) return { workspaces, role, next };
  if (role + 1 < ROLES.length) return { workspaces, role: role + 1, next: null };
  const left = workspaces.slice(1);
  return left.length === 0 ? null : { workspaces: left, role: 0, next: null };
}
