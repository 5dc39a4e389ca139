import { askAsPerson, type AccessLevel, type RepositoryPage } from '@turnpike/sdk';
import { repositorySchema, toIdentity, type RepositoryPayload } from './payload.js';
import type { Api } from './server.js';

/** All that an account has a right to: its own, and those by collaboration and teams. */
export async function listRepositories(api: Api, page: string | null): Promise<RepositoryPage> {
  const number = /^\d+$/.test(page ?? '1') ? Number(page ?? '1') : 1;
  const found = await askAsPerson(api.server.name, () =>
    api.page('/user/repos', repositorySchema, { page: number }),
  );
  const rows = found.items.map((row) => ({
    identity: toIdentity(row),
    level: levelOf(row),
    archived: row.archived ?? false,
  }));
  // A page may be cut shorter than it was asked for: only an empty one is the end.
  const next = rows.length === 0 ? null : String(number + 1);
  return { rows, next, complete: true, withheld: [] };
}

function levelOf({ permissions }: RepositoryPayload): AccessLevel {
  if (permissions?.admin) return 'admin';
  return permissions?.push ? 'write' : 'read';
}
