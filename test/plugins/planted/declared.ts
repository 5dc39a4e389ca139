/** Mistakes in what a plugin declares: a start and `plugin doctor` find each, with its place and the way out. */
import type { PluginDefinition } from '@turnpike/core/contracts';
import { z } from '@turnpike/sdk';

export interface Planted {
  readonly what: string;
  /** Members beside id and summary; of any type, as JavaScript has them. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Where in the plugin it is said to be. */
  readonly at: string;
  readonly says?: RegExp;
}

const nothing = (): void => undefined;
const column = (type: string) => ({
  name: '0001-notes',
  up: (db: Tools) => db.createTable('notes', { id: { type: 'id' }, line: { type } }),
});
interface Tools {
  createTable(
    name: string,
    columns: object,
    indexes?: readonly (readonly string[])[],
  ): Promise<void>;
  addColumn(table: string, name: string, column: object): Promise<void>;
  addIndex(table: string, columns: readonly string[]): Promise<void>;
}
const yml = (keys: object, at = 'root') => ({ yml: [{ at, keys }] });
const ui = (part: object, module: unknown = new URL(import.meta.url)) => ({
  ui: { module, contributions: [{ slot: 'nav', tag: 'x-nav', title: 'X', ...part }] },
});
const migrations = (...names: readonly unknown[]) => ({
  migrations: names.map((name) => ({ name, up: nothing })),
});

const operation = {
  address: 'GET /notes',
  summary: 'Lists notes',
  rights: 'anyone',
  answers: { 200: {} },
};

const setting = (field: unknown) => ({
  repositorySettings: z.object({ days: field as z.ZodType }),
});
const days = z.array(z.string()).default([]).describe('Days off.');

export const declared: readonly Planted[] = [
  {
    what: 'settings of owners that a function judges',
    members: { ownerSettings: z.object({ days: days.refine(() => true) }) },
    at: 'ownerSettings.days',
    says: /plain data/,
  },
  { what: 'texts of no language', members: { texts: { german: { a: 'b' } } }, at: 'texts.german' },
  { what: 'texts without a language', members: { texts: { de: 'Tage' } }, at: 'texts.de' },
  {
    what: 'a text that is none',
    members: { texts: { de: { Days: 7 } } },
    at: "texts.de['Days']",
    says: /no text/,
  },
  { what: 'live topics that are a list', members: { live: ['changed'] }, at: 'live' },
  {
    what: 'a live topic whose name no address takes',
    members: { live: { 'Note added': { hears: 'users', payload: z.object({}) } } },
    at: 'live.Note added',
    says: /note-added/,
  },
  {
    what: 'a live topic that is a schema alone',
    members: { live: { changed: z.object({}) } },
    at: 'live.changed.hears',
    says: /repository:read/,
  },
  {
    what: 'a live topic for people that there are not',
    members: { live: { changed: { hears: 'repository:reed', payload: z.object({}) } } },
    at: 'live.changed.hears',
    says: /Did you mean "repository:read"/,
  },
  {
    what: 'a live topic of anything',
    members: { live: { changed: { hears: 'users', payload: { text: 'string' } } } },
    at: 'live.changed.payload',
    says: /no schema/,
  },
  {
    what: 'settings of repositories that are a plain object',
    members: { repositorySettings: { days } },
    at: 'repositorySettings',
    says: /z\.object/,
  },
  {
    what: 'settings of repositories that are a list',
    members: { repositorySettings: z.array(z.string()) },
    at: 'repositorySettings',
  },
  {
    what: 'settings of repositories without any',
    members: { repositorySettings: z.object({}) },
    at: 'repositorySettings',
    says: /no keys/,
  },
  {
    what: 'settings of repositories that a function judges together',
    members: { repositorySettings: z.object({ days }).refine(() => true) },
    at: 'repositorySettings',
    says: /plain data/,
  },
  {
    what: 'a setting of repositories that a function judges',
    members: setting(days.refine(() => true)),
    at: 'repositorySettings.days',
    says: /plain data/,
  },
  {
    what: 'a setting of repositories that becomes another value',
    members: setting(z.string().transform(Number).default(1).describe('Days.')),
    at: 'repositorySettings.days',
    says: /plain data/,
  },
  {
    what: 'a setting of repositories without a default',
    members: setting(z.array(z.string()).describe('Days off.')),
    at: 'repositorySettings.days',
    says: /default/,
  },
  {
    what: 'a setting of repositories with a default that it refuses',
    members: setting(z.int().max(3).default(7).describe('Days.')),
    at: 'repositorySettings.days',
    says: /default 7/,
  },
  {
    what: 'a setting of repositories without words',
    members: setting(z.array(z.string()).default([])),
    at: 'repositorySettings.days',
    says: /description/,
  },
  {
    what: 'a setting of repositories that is a map',
    members: setting(z.object({ from: z.string() }).default({ from: 'fri' }).describe('Days.')),
    at: 'repositorySettings.days',
    says: /form/,
  },
  {
    what: 'a setting of repositories that is one thing or another',
    members: setting(z.union([z.string(), z.number()]).default(1).describe('Days.')),
    at: 'repositorySettings.days',
    says: /form/,
  },
  {
    what: 'a setting of repositories that is a secret',
    members: setting(z.string().default('').describe('Key.').meta({ secret: true })),
    at: 'repositorySettings.days',
    says: /encrypted variable/,
  },
  {
    what: 'a setting of repositories with a name that no key has',
    members: { repositorySettings: z.object({ 'days.off': days }) },
    at: 'repositorySettings.days.off',
    says: /underscores/,
  },
  {
    what: 'a configuration that is a plain object',
    members: { config: { word: 'text' } },
    at: 'config',
    says: /zod/,
  },
  {
    what: 'an event that there is not',
    members: { on: { 'build:ended': nothing } },
    at: "on['build:ended']",
    says: /build:finished/,
  },
  {
    what: 'an event with a letter wrong',
    members: { on: { 'job:startd': nothing } },
    at: "on['job:startd']",
    says: /job:started/,
  },
  {
    what: 'a handler that is no function',
    members: { on: { 'job:started': 'log' } },
    at: "on['job:started']",
  },
  {
    what: 'a permission for a hook that there is not',
    members: { permissions: { hooks: ['job.payloads'] } },
    at: 'permissions.hooks[0]',
    says: /job\.payload/,
  },
  {
    what: 'a kind of secret that there is not',
    members: { permissions: { secrets: ['passwords'] } },
    at: 'permissions.secrets[0]',
    says: /env/,
  },
  {
    what: 'secrets that are said to be false',
    members: { permissions: { secrets: false } },
    at: 'permissions.secrets',
  },
  {
    what: 'an event in the permissions that there is not',
    members: { permissions: { events: ['build:done'] } },
    at: 'permissions.events[0]',
    says: /build:finished/,
  },
  {
    what: 'a permission for an address in place of a host',
    members: { permissions: { hosts: ['https://example.org/api'] } },
    at: 'permissions.hosts[0]',
    says: /name alone/,
  },
  {
    what: 'a host whose setting has no name',
    members: { permissions: { hosts: [{ setting: '' }] } },
    at: 'permissions.hosts[0]',
  },
  {
    what: 'files without words',
    members: { permissions: { files: [''] } },
    at: 'permissions.files[0]',
  },
  {
    what: 'a member of the permissions that there is not',
    members: { permissions: { hook: ['job.payload'] } },
    at: 'permissions, a member of it,',
    says: /hooks/,
  },
  {
    what: 'permissions in a list',
    members: { permissions: ['job.payload'] },
    at: 'permissions',
  },
  {
    what: 'a sweep without a pause',
    members: { sweep: { everySeconds: 0, run: nothing } },
    at: 'sweep.everySeconds',
  },
  {
    what: 'a sweep with a negative pause',
    members: { sweep: { everySeconds: -5, run: nothing } },
    at: 'sweep.everySeconds',
  },
  {
    what: 'a sweep whose pause is text',
    members: { sweep: { everySeconds: '60', run: nothing } },
    at: 'sweep.everySeconds',
  },
  {
    what: 'a sweep whose pause is not a number',
    members: { sweep: { everySeconds: Number.NaN, run: nothing } },
    at: 'sweep.everySeconds',
  },
  {
    what: 'a sweep without a pause named',
    members: { sweep: { every: 60, run: nothing } },
    at: 'sweep.everySeconds',
  },
  { what: 'a sweep without work', members: { sweep: { everySeconds: 60 } }, at: 'sweep.run' },
  {
    what: 'two sweeps of one name',
    members: {
      sweep: [
        { everySeconds: 60, run: nothing },
        { everySeconds: 5, run: nothing },
      ],
    },
    at: 'sweep[1].name',
    says: /main/,
  },
  {
    what: 'two migrations of one name',
    members: migrations('0001-notes', '0001-notes'),
    at: 'migrations[1].name',
  },
  {
    what: 'migrations out of order',
    members: migrations('0002-more', '0001-notes'),
    at: 'migrations[1].name',
    says: /runs before/,
  },
  {
    what: 'a migration without a number',
    members: migrations('create-notes'),
    at: 'migrations[0].name',
    says: /0001/,
  },
  {
    what: 'a migration with a short number',
    members: migrations('1-notes'),
    at: 'migrations[0].name',
  },
  { what: 'a migration without a name', members: migrations(undefined), at: 'migrations[0].name' },
  {
    what: 'a migration that does nothing',
    members: { migrations: [{ name: '0001-notes' }] },
    at: 'migrations[0].up',
  },
  {
    what: 'a migration in place of a list',
    members: { migrations: { name: 'notes', up: nothing } },
    at: 'migrations[0].name',
  },
  {
    what: 'a token by its name',
    members: { requires: { store: 'store' } },
    at: 'requires.store',
    says: /token/,
  },
  {
    what: 'a token that is undefined',
    members: { requires: { log: undefined } },
    at: 'requires.log',
  },
  {
    what: 'an offer that is no token',
    members: { offers: ['words'], provides: () => [] },
    at: 'offers[0]',
  },
  {
    what: 'a command without a name',
    members: { cli: [{ summary: 'Does it.', run: nothing }] },
    at: 'cli[0].command',
  },
  {
    what: 'a command without a summary',
    members: { cli: [{ command: 'fly', run: nothing }] },
    at: 'cli[0].summary',
  },
  {
    what: 'a command that does nothing',
    members: { cli: [{ command: 'fly', summary: 'Flies.' }] },
    at: 'cli[0].run',
  },
  {
    what: 'two commands of one name',
    members: {
      cli: [
        { command: 'fly [to]', summary: 'Flies.', run: nothing },
        { command: 'fly', summary: 'Flies.', run: nothing },
      ],
    },
    at: 'cli[1].command',
  },
  {
    what: 'keys at a place that there is not',
    members: yml({}, 'addonz'),
    at: 'yml[0].at',
    says: /addons/,
  },
  { what: 'keys without a place', members: { yml: [{ keys: {} }] }, at: 'yml[0].at' },
  { what: 'no keys', members: { yml: [{ at: 'root' }] }, at: 'yml[0].keys' },
  {
    what: 'a node of a type that there is not',
    members: yml({ zig: { type: 'strr' } }),
    at: 'yml[0].keys.zig.type',
    says: /Did you mean "str"/,
  },
  { what: 'a text in place of a node', members: yml({ zig: 'str' }), at: 'yml[0].keys.zig' },
  {
    what: 'a shared key below another',
    members: yml({ zig: { type: 'map', keys: { a: { type: 'shared' } } } }),
    at: 'yml[0].keys.zig.keys.a.type',
  },
  {
    what: 'a list without items',
    members: yml({ zig: { type: 'seq' } }),
    at: 'yml[0].keys.zig.items',
  },
  {
    what: 'alternatives without any',
    members: yml({ zig: { type: 'any', any_of: [] } }),
    at: 'yml[0].keys.zig.any_of',
  },
  {
    what: 'a wrong node among alternatives',
    members: yml({ zig: { type: 'any', any_of: [{ type: 'bool' }, { type: 'list' }] } }),
    at: 'yml[0].keys.zig.any_of[1].type',
  },
  {
    what: 'a prefix that names no key',
    members: yml({ zig: { type: 'map', keys: { to: { type: 'str' } }, prefix: { key: 'too' } } }),
    at: 'yml[0].keys.zig, a key it names,',
    says: /Did you mean "to"/,
  },
  {
    what: 'a required key that there is not',
    members: yml({ zig: { type: 'map', keys: { to: { type: 'str' } }, required: ['from'] } }),
    at: 'yml[0].keys.zig, a key it names,',
  },
  {
    what: 'a default outside of its values',
    members: yml({
      zig: { type: 'str', values: [{ value: 'fast' }], defaults: [{ value: 'slow' }] },
    }),
    at: 'yml[0].keys.zig.defaults',
  },
  {
    what: 'a flag that there is not',
    members: yml({ zig: { type: 'str', flags: ['axis'] } }),
    at: 'yml[0].keys.zig.flags',
    says: /expand/,
  },
  {
    what: 'a pattern that is none',
    members: yml({ zig: { type: 'str', format: '(' } }),
    at: 'yml[0].keys.zig.format',
  },
  {
    what: 'a wrong node in job entries',
    members: { yml: [{ at: 'root', keys: {}, jobs: { zig: { type: 'string' } } }] },
    at: 'yml[0].jobs.zig.type',
  },
  {
    what: 'a slot that there is not',
    members: ui({ slot: 'repository.tabb' }),
    at: 'ui.contributions[0].slot',
    says: /repository\.tab/,
  },
  { what: 'no slot', members: ui({ slot: undefined }), at: 'ui.contributions[0].slot' },
  {
    what: 'an element without a hyphen',
    members: ui({ tag: 'panel' }),
    at: 'ui.contributions[0].tag',
  },
  {
    what: 'an element in capitals',
    members: ui({ tag: 'X-Panel' }),
    at: 'ui.contributions[0].tag',
  },
  {
    what: 'a contribution without a title',
    members: ui({ title: undefined }),
    at: 'ui.contributions[0].title',
  },
  {
    what: 'a module that is not there',
    members: ui({}, new URL('./absent.js', import.meta.url)),
    at: 'ui.module',
    says: /absent\.js/,
  },
  { what: 'a module by its path', members: ui({}, './panel.js'), at: 'ui.module' },
  {
    what: 'a module of the network',
    members: ui({}, new URL('http://127.0.0.1/x.js')),
    at: 'ui.module',
  },
  {
    what: 'an operation with a method that there is not',
    members: { operations: { list: { ...operation, address: 'LIST /notes' } } },
    at: 'operations.list.address',
  },
  {
    what: 'two operations of one address',
    members: { operations: { list: operation, again: operation } },
    at: 'operations.again.address',
    says: /operations\.list/,
  },
  {
    what: 'an operation with a right that there is not',
    members: { operations: { list: { ...operation, rights: 'repository:reed' } } },
    at: 'operations.list.rights',
    says: /repository:read/,
  },
  {
    what: 'an operation without answers',
    members: { operations: { list: { ...operation, answers: {} } } },
    at: 'operations.list.answers',
  },
  {
    what: 'an operation without a summary',
    members: { operations: { list: { ...operation, summary: undefined } } },
    at: 'operations.list.summary',
  },
  {
    what: 'an operation with a parameter that its path lacks',
    members: { operations: { list: { ...operation, params: { id: { description: 'Id.' } } } } },
    at: 'operations.list.params.id',
    says: /no parameters/,
  },
];

/** In tables: `plugin doctor` carries migrations out without a database, a start with one. */
export const tables: readonly Planted[] = [
  {
    what: 'a column type with a letter wrong',
    members: { migrations: [column('strng')] },
    at: 'migration 0001-notes',
    says: /strng/,
  },
  {
    what: 'a column type of SQL',
    members: { migrations: [column('bigint')] },
    at: 'migration 0001-notes',
    says: /bigint/,
  },
  {
    what: 'a column with a blank in its name',
    members: {
      migrations: [
        {
          name: '0001-notes',
          up: (db: Tools) => db.createTable('notes', { 'a line': { type: 'text' } }),
        },
      ],
    },
    at: 'migration 0001-notes',
    says: /a line/,
  },
  {
    what: 'an index of a column that there is not',
    members: {
      migrations: [
        {
          name: '0001-notes',
          up: (db: Tools) => db.createTable('notes', { id: { type: 'id' } }, [['line']]),
        },
      ],
    },
    at: 'migration 0001-notes',
    says: /line/,
  },
  {
    what: 'a column of a table that there is not',
    members: {
      migrations: [
        {
          name: '0001-notes',
          up: (db: Tools) => db.addColumn('notes', 'line', { type: 'text', nullable: true }),
        },
      ],
    },
    at: 'migration 0001-notes',
    says: /notes/,
  },
  {
    what: 'a new column that rows would lack',
    members: {
      migrations: [
        column('text'),
        { name: '0002-more', up: (db: Tools) => db.addColumn('notes', 'more', { type: 'text' }) },
      ],
    },
    at: 'migration 0002-more',
    says: /default/,
  },
  {
    what: 'a table that is made twice',
    members: {
      migrations: [
        column('text'),
        { name: '0002-again', up: (db: Tools) => db.createTable('notes', { id: { type: 'id' } }) },
      ],
    },
    at: 'migration 0002-again',
  },
  {
    what: 'a migration that throws',
    members: {
      migrations: [
        {
          name: '0001-notes',
          up: () => {
            throw new Error('boom in migration');
          },
        },
      ],
    },
    at: 'migration 0001-notes',
    says: /boom in migration/,
  },
];

export function pluginWith(id: string, members: Readonly<Record<string, unknown>>) {
  const definition = { id, summary: 'Has a mistake.', ...members };
  return {
    kind: 'turnpike-plugin',
    definition: definition as unknown as PluginDefinition<never, never>,
  } as const;
}
