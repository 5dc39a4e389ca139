import {
  DEFAULT_REPOSITORY_SETTINGS,
  type EnvVar,
  type PluginSettings,
  type Repository,
  type RepositorySettings,
} from '../../contracts/domain.js';
import type { Page, RepositoryStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity, type RawRow } from '../entity.js';
import { oneRow } from '../one-row.js';
import { countRows, readableBy } from '../paging.js';
import { unqualified } from '../transition.js';
import { sealedStore } from './sealed-values.js';

interface Stored extends Omit<Repository, 'pluginSettings' | 'ownerSettings'> {
  readonly ownerSettings: PluginSettings | null;
}
const repositories = entity<Stored>('repositories', {
  id: 'plain',
  ownerId: 'plain',
  ownerLogin: 'plain',
  name: 'plain',
  slug: 'plain',
  description: 'plain',
  vcsProvider: 'plain',
  vcsId: 'plain',
  cloneUrl: 'plain',
  htmlUrl: 'plain',
  private: 'bool',
  fork: 'bool',
  active: 'bool',
  defaultBranch: 'plain',
  settings: 'json',
  ownerSettings: 'json',
  nextBuildNumber: 'plain',
  lastBuildId: 'plain',
  currentBuildId: 'plain',
  publicKey: 'plain',
  vcsCursor: 'plain',
  hostFault: 'json',
  moved: 'json',
  activation: 'json',
  createdAt: 'plain',
  updatedAt: 'plain',
});
const envVars = entity<EnvVar>('env_vars', {
  id: 'plain',
  repositoryId: 'plain',
  name: 'plain',
  value: 'plain',
  public: 'bool',
  branch: 'plain',
  form: 'plain',
});

export function repositoryStore(db: Db): RepositoryStore {
  return { ...reading(db), ...writing(db), ...counting(db), ...sealedStore(db), ...variables(db) };
}

/** Settings are stored as what differs; readers get all of them. */
function read(row: RawRow): Repository {
  const { ownerSettings, ...repository } = repositories.read(row);
  const entries = Object.entries(repository.settings);
  const own = entries.filter(([name]) => !isOfPlugin(name));
  const ofPlugins = entries.filter(([name]) => isOfPlugin(name));
  return {
    ...repository,
    settings: { ...DEFAULT_REPOSITORY_SETTINGS, ...(Object.fromEntries(own) as object) },
    ...(ownerSettings && { ownerSettings }),
    ...(ofPlugins.length > 0 && { pluginSettings: Object.fromEntries(ofPlugins) }),
  };
}

/** `plugin.key`: they lie beside ours in one column. */
const isOfPlugin = (name: string): boolean => name.includes('.');

type Filter = Parameters<RepositoryStore['list']>[0];

type Reading =
  | 'get'
  | 'bySlug'
  | 'bySlugEver'
  | 'byVcsId'
  | 'manyByVcsId'
  | 'list'
  | 'active'
  | 'unreachable'
  | 'movedSince';

function reading(db: Db): Pick<RepositoryStore, Reading> {
  const select = () => db.sql('repositories').select(repositories.columns);
  const bySlug = async (slug: string, host?: string): Promise<Repository | undefined> => {
    const row = await select()
      .where({
        slug_key: slug.toLowerCase(),
        ...(host === undefined ? {} : { vcs_provider: host }),
      })
      .orderBy([{ column: 'active', order: 'desc' }, { column: 'id' }])
      .first();
    return row ? read(row) : undefined;
  };
  return {
    async get(id) {
      const row = await oneRow(db, repositories, { id });
      return row ? read(row) : undefined;
    },
    bySlug,
    async bySlugEver(slug) {
      const found = await bySlug(slug);
      if (found) return found;
      const row = await select()
        .join('former_names', 'former_names.repository_id', 'repositories.id')
        .where({ 'former_names.slug_key': slug.toLowerCase() })
        .orderBy('former_names.id', 'desc')
        .first();
      return row ? read(row) : undefined;
    },
    async movedSince(at, limit) {
      const rows = await select().whereNotNull('moved').orderBy('id');
      const moved = rows.map(read).filter((row) => (row.moved?.at ?? 0) >= at);
      return moved.slice(0, limit);
    },
    async byVcsId(provider, vcsId) {
      const row = await oneRow(db, repositories, { vcs_provider: provider, vcs_id: vcsId });
      return row ? read(row) : undefined;
    },
    async manyByVcsId(provider, vcsIds) {
      const rows = await select().where({ vcs_provider: provider }).whereIn('vcs_id', vcsIds);
      return rows.map(read);
    },
    async list(filter, page) {
      const total = await countRows(db, 'repositories', narrow(filter));
      const rows = await listed(select().modify(narrow(filter)), page);
      return { rows: rows.map(read), total };
    },
    async unreachable(limit) {
      const rows = await select()
        .where({ active: true })
        .whereNotNull('host_fault')
        .orderBy('id')
        .limit(limit);
      return rows.map(read);
    },
    async active(provider) {
      const rows = await select()
        .where({ active: true, ...(provider ? { vcs_provider: provider } : {}) })
        .orderBy('id');
      return rows.map(read);
    },
  };
}

function narrow(filter: Filter) {
  return (query: import('knex').Knex.QueryBuilder): void => {
    if (filter.search)
      query.whereRaw(`repositories.slug_key like ? escape '!'`, [likePart(filter.search)]);
    if (filter.ownerLogin !== undefined)
      query.whereRaw('lower(repositories.owner_login) = ?', [filter.ownerLogin.toLowerCase()]);
    if (filter.active !== undefined) query.where('repositories.active', filter.active);
    if (filter.readableBy !== undefined)
      query.modify(readableBy('repositories.id', filter.readableBy));
  };
}

function likePart(text: string): string {
  return `%${text.toLowerCase().replace(/[%_!]/g, '!$&')}%`;
}

async function listed(query: import('knex').Knex.QueryBuilder, page: Page): Promise<RawRow[]> {
  if (page.before !== undefined) query.where('repositories.id', '<', page.before);
  if (page.after !== undefined) query.where('repositories.id', '>', page.after);
  return query
    .orderBy('active', 'desc')
    .orderByRaw('coalesce(last_build_id, 0) desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset ?? 0);
}

function writing(db: Db): Pick<RepositoryStore, 'insert' | 'update' | 'delete'> {
  return {
    insert: ({ settings, sealedPrivateKey, sealedWebhookSecret, sealedCredential, ...given }) =>
      db.atomically(async (tx) => {
        const values = {
          ...repositories.write({ active: false, ...given }),
          ...(await named(tx, given.ownerId, given.name)),
          settings: JSON.stringify(settings ?? {}),
          sealed_private_key: sealedPrivateKey ?? null,
          sealed_webhook_secret: sealedWebhookSecret ?? null,
          sealed_credential: sealedCredential ?? null,
          created_at: tx.now(),
          updated_at: tx.now(),
        };
        const [row] = await tx
          .sql('repositories')
          .insert(values)
          .returning(unqualified(repositories));
        return read(row);
      }),
    update: (id, { settings, pluginSettings, ...patch }) =>
      db.atomically(async (tx) => {
        const known = await tx.sql('repositories').where({ id }).first();
        if (!known) return undefined;
        const renamed = patch.name !== undefined || patch.ownerId !== undefined;
        const names = renamed
          ? await named(tx, patch.ownerId ?? Number(known.owner_id), patch.name ?? known.name)
          : {};
        const set = {
          ...repositories.write(patch),
          ...(settings || pluginSettings
            ? { settings: mergedSettings(known.settings, { ...settings, ...pluginSettings }) }
            : {}),
          ...names,
          ...(await leaveName(tx, known, names['slug_key'])),
          updated_at: tx.now(),
        };
        const [row] = await tx
          .sql('repositories')
          .where({ id })
          .update(set)
          .returning(unqualified(repositories));
        return row ? read(row) : undefined;
      }),
    async delete(id) {
      for (const table of ['preferences', 'email_unsubscribes'])
        await db.sql(table).where({ repository_id: id }).delete();
      return (await db.sql('repositories').where({ id }).delete()) === 1;
    },
  };
}

function mergedSettings(
  stored: unknown,
  patch: Partial<RepositorySettings> & PluginSettings,
): string {
  return JSON.stringify({ ...(JSON.parse(String(stored)) as object), ...patch });
}

/** Owner, its settings and slug are kept in the row, so that lists need no join. */
async function named(db: Db, ownerId: number, name: string): Promise<RawRow> {
  // Shared: settings that are changed meanwhile are waited for, else the row would miss them.
  const owner: { login: string; owner_settings: unknown } | undefined = await db
    .sql('owners')
    .select('login', 'owner_settings')
    .where({ id: ownerId })
    .forShare()
    .first();
  const slug = `${owner?.login ?? ownerId}/${name}`;
  return {
    owner_login: owner?.login ?? '',
    owner_settings: owner?.owner_settings ?? null,
    slug,
    slug_key: slug.toLowerCase(),
  };
}

/** The name it had leads to it from now on, unless only its case has changed. */
async function leaveName(db: Db, known: RawRow, now: unknown): Promise<RawRow> {
  if (now === undefined || now === known['slug_key']) return {};
  const at = await timeOf(db);
  await db
    .sql('former_names')
    .insert({ repository_id: known['id'], slug_key: known['slug_key'], left_at: at });
  return { moved: JSON.stringify({ from: known['slug'], at }) };
}

async function timeOf(db: Db): Promise<number> {
  const [row] = await db.rows(`select ${db.nowSql} as now`);
  return Number(row?.['now']);
}

function counting(
  db: Db,
): Pick<RepositoryStore, 'takeBuildNumber' | 'setLastBuild' | 'setCurrentBuild'> {
  const raise = async (column: string, id: number, buildId: number): Promise<void> => {
    await db.rows(
      `update repositories set ${column} = ? where id = ? and coalesce(${column}, 0) < ?`,
      [buildId, id, buildId],
    );
  };
  return {
    async takeBuildNumber(id) {
      const [row] = await db.rows(
        'update repositories set next_build_number = next_build_number + 1 where id = ? returning next_build_number',
        [id],
      );
      return Number(row?.['next_build_number']) - 1;
    },
    setLastBuild: (id, buildId) => raise('last_build_id', id, buildId),
    setCurrentBuild: (id, buildId) => raise('current_build_id', id, buildId),
  };
}

function variables(db: Db): Pick<RepositoryStore, 'envVars' | 'putEnvVar' | 'deleteEnvVar'> {
  return {
    async envVars(id) {
      const rows = await db
        .sql('env_vars')
        .select(envVars.columns)
        .where({ repository_id: id })
        .orderBy(['name', 'id']);
      return rows.map(envVars.read);
    },
    putEnvVar: (variable) =>
      db.atomically(async (tx) => {
        const { id, ...values } = variable;
        const same = tx.sql('env_vars').where({ repository_id: variable.repositoryId });
        if (id !== undefined) same.where({ id });
        else same.where({ name: variable.name, branch: variable.branch });
        const returning = unqualified(envVars);
        const [changed] = await same.update(envVars.write(values)).returning(returning);
        if (changed) return envVars.read(changed);
        const [made] = await tx
          .sql('env_vars')
          .insert(envVars.write({ form: 'text', ...values }))
          .returning(returning);
        return envVars.read(made);
      }),
    async deleteEnvVar(repositoryId, id) {
      return (await db.sql('env_vars').where({ id, repository_id: repositoryId }).delete()) === 1;
    },
  };
}
