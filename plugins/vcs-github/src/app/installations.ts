/** Which installation of the app reaches a repository. Asked of GitHub: events of it may be lost. */
import { z, readPayload, type HostInstallation, type RepoAccess } from '@turnpike/sdk';
import { Kept } from './kept.js';
import { found, type AsApp } from './as-app.js';

const schema = z.object({
  id: z.number().int(),
  app_slug: z.string(),
  html_url: z.string(),
  suspended_at: z.string().nullish(),
  permissions: z.record(z.string(), z.string()),
});

export interface Installation extends HostInstallation {
  readonly permissions: Readonly<Record<string, string>>;
}

/** What is there stays for a while; that there is none may end any moment. */
const KEPT_MS = { some: 300_000, none: 15_000 };

export interface Installations {
  /** null: the app is not installed there. */
  of(
    r: RepoAccess,
    name: { readonly owner: string; readonly repo: string },
  ): Promise<Installation | null>;
  /** It was told or seen that something is otherwise. */
  forget(): void;
}

export function createInstallations(ask: AsApp): Installations {
  const kept = new Kept<Installation | null>((one) => (one ? KEPT_MS.some : KEPT_MS.none));
  return {
    of: ({ repository }, { owner, repo }) =>
      kept.get(`${repository.vcsId} ${owner}/${repo}`, async () => {
        const data = await found(ask((app) => app.rest.apps.getRepoInstallation({ owner, repo })));
        return data === undefined ? null : toInstallation(readPayload(schema, data));
      }),
    forget: () => kept.clear(),
  };
}

function toInstallation(row: z.infer<typeof schema>): Installation {
  const { id, app_slug: app, html_url: url, permissions } = row;
  return { id: String(id), app, url, suspended: Boolean(row.suspended_at), permissions };
}
