/** What a plugin asks for, as a list for people: before it is installed, in `plugin list`, on the system page. */
import { HOOK_WORDS, OFFERED_WORDS, REQUIRED_WORDS } from './asked-words.js';
import {
  HOOK_SECRETS,
  RUNTIME_KINDS,
  SECRET_KINDS,
  type FilePermission,
  type HostPermission,
} from './permissions.js';
import type { PluginManifest } from './plugin.js';

/** One thing: its name, by which two versions are compared, and what it means. @experimental */
export interface AskedItem {
  /** As code has it: a hook, a token, a host, a path. */
  readonly name: string;
  /** Without a full stop; empty where the name says it all. */
  readonly words: string;
}
/** What a plugin asks for of one kind, never empty. @experimental */
export interface AskedSection {
  /** Which kind. */
  readonly id:
    | 'hooks'
    | 'secrets'
    | 'events'
    | 'requires'
    | 'provides'
    | 'hosts'
    | 'routes'
    | 'files'
    | 'runtime'
    | 'own';
  /** Heading for people: `Is shown secrets`. */
  readonly title: string;
  /** In the order in which they weigh, or were declared. */
  readonly items: readonly AskedItem[];
}
type Asking = Pick<
  PluginManifest,
  | 'permissions'
  | 'events'
  | 'requires'
  | 'offers'
  | 'routes'
  | 'tables'
  | 'commands'
  | 'ui'
  | 'live'
  | 'yml'
  | 'configSchema'
  | 'repositorySettings'
  | 'ownerSettings'
>;

/** Sections with something in them, what weighs most first. Empty: it asks for nothing. @experimental */
export function askedBy(manifest: Asking): readonly AskedSection[] {
  const { permissions, events, requires, offers } = manifest;
  const heard = [...new Set([...events, ...permissions.events])];
  const sections: readonly AskedSection[] = [
    section('secrets', 'Is shown secrets', permissions.secrets, (kind) => SECRET_KINDS[kind]),
    section(
      'hooks',
      'Has a say',
      permissions.hooks,
      (hook) => HOOK_WORDS[hook] + kept(manifest, hook),
    ),
    section('requires', 'Uses', namesOf(requires), (token) => wordsOf(REQUIRED_WORDS, token)),
    section('provides', 'Provides', [...new Set(offers)], (token) => wordsOf(OFFERED_WORDS, token)),
    section('hosts', 'Talks to', permissions.hosts.map(placeName), (host) =>
      hostWords(manifest, host),
    ),
    section('routes', 'Answers', permissions.routes, () => ''),
    section('files', 'Files beside its own', permissions.files.map(placeName), (place) =>
      place.startsWith(SETTING) ? 'the folder set there' : '',
    ),
    section('runtime', 'By itself', permissions.runtime, (kind) => RUNTIME_KINDS[kind]),
    section('events', 'Hears', heard, () => ''),
    section('own', 'Brings', ownParts(manifest), (part) => OWN_WORDS[part]),
  ];
  return sections.filter(({ items }) => items.length > 0);
}

/** What the later version asks for and the earlier did not. @experimental */
export function newlyAsked(before: Asking, after: Asking): readonly AskedSection[] {
  const had = new Map(askedBy(before).map(({ id, items }) => [id, namesIn(items)]));
  return askedBy(after)
    .map((one) => ({
      ...one,
      items: one.items.filter(({ name }) => had.get(one.id)?.has(name) !== true),
    }))
    .filter(({ items }) => items.length > 0);
}

/** Lines for a terminal: a title, then what stands below it. @experimental */
export function askedLines(sections: readonly AskedSection[]): readonly string[] {
  return sections.flatMap(({ title, items }) => [
    title,
    ...items.map(({ name, words }) => (words === '' ? `  ${name}` : `  ${name}: ${words}`)),
  ]);
}

/** In a few words, what weighs most: `3 hooks, all secrets, 1 host`. Empty: nothing of that kind. @experimental */
export function askedShort(sections: readonly AskedSection[]): string {
  const itemsOf = (id: AskedSection['id']) =>
    sections.find((one) => one.id === id)?.items.map(({ name }) => name) ?? [];
  const [secrets, hooks, hosts] = [itemsOf('secrets'), itemsOf('hooks'), itemsOf('hosts')];
  const routes = itemsOf('routes').length;
  const isAll = secrets.length === Object.keys(SECRET_KINDS).length;
  const opening = itemsOf('requires').filter((token) => OPENING.includes(token));
  return [
    ...(secrets.length > 0 ? [isAll ? 'all secrets' : `secrets: ${secrets.join(' ')}`] : []),
    ...opening,
    ...(hooks.length > 0 ? [counted(hooks.length, 'hook')] : []),
    ...(hosts.length > 0 ? [hosts.includes('*') ? 'any host' : counted(hosts.length, 'host')] : []),
    ...(routes > 0 ? [counted(routes, 'route')] : []),
  ].join(', ');
}
/** Tokens with which all can be had. */
const OPENING: readonly string[] = ['store', 'secrets', 'tokenIssuer', 'leases'];

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

function section<T extends string>(
  id: AskedSection['id'],
  title: string,
  names: readonly T[],
  words: (name: T) => string,
): AskedSection {
  return { id, title, items: names.map((name) => ({ name, words: words(name) })) };
}

const namesIn = (items: readonly AskedItem[]) => new Set(items.map(({ name }) => name));

function namesOf(requires: PluginManifest['requires']): readonly string[] {
  return [...new Set(requires.map(({ token }) => token))];
}

function wordsOf(words: Readonly<Record<string, string>>, token: string): string {
  return words[token] ?? 'a service between plugins';
}

/** A hook that has secrets, of a plugin that is shown none of them, or not all. */
function kept({ permissions }: Asking, hook: keyof typeof HOOK_WORDS): string {
  const kinds = HOOK_SECRETS[hook] ?? [];
  const shown = kinds.filter((kind) => permissions.secrets.includes(kind));
  if (kinds.length === shown.length) return '';
  return shown.length === 0 ? ' (is shown no secrets)' : ' (is shown the secrets named)';
}

const SETTING = 'setting ';
const KIND = 'code hosts of the kind ';
const placeName = (place: HostPermission | FilePermission): string => {
  if (typeof place === 'string') return place;
  return 'kind' in place ? KIND + place.kind : SETTING + place.setting;
};

function hostWords({ configSchema }: Asking, host: string): string {
  if (host === '*') return 'any host, as people write it';
  if (host.startsWith(KIND)) return 'those of the configuration, with the credentials for them';
  if (!host.startsWith(SETTING)) return '';
  const usual = defaultOf(configSchema, host.slice(SETTING.length).split('.'));
  return typeof usual === 'string'
    ? `the host set there; ${usual} if none is`
    : 'the host set there';
}

/** From the schema of its configuration: what the plugin itself puts there. */
function defaultOf(schema: unknown, path: readonly string[]): unknown {
  const inner = path.reduce<unknown>(
    (one, key) => memberOf(memberOf(one, 'properties'), key),
    schema,
  );
  return memberOf(inner, 'default');
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

const OWN_WORDS = {
  addresses: 'would answer addresses that it does not declare: it is not let',
  tables: 'has tables of its own in the database',
  commands: 'adds commands to turnpike',
  elements: 'adds elements to the pages, which do what the reader may do',
  keys: 'adds keys to .travis.yml',
  'settings of repositories': 'adds settings that whoever administers a repository may change',
  'settings of owners': 'adds settings that whoever administers an owner may change',
  'live topics': 'tells pages what happens to it',
} as const;

function ownParts(manifest: Asking): readonly (keyof typeof OWN_WORDS)[] {
  const has = {
    addresses: manifest.routes && manifest.permissions.routes.length === 0,
    tables: manifest.tables,
    commands: manifest.commands.length > 0,
    elements: manifest.ui.length > 0,
    keys: manifest.yml.length > 0,
    'settings of repositories': manifest.repositorySettings !== null,
    'settings of owners': manifest.ownerSettings !== null,
    'live topics': Object.keys(manifest.live).length > 0,
  };
  return (Object.keys(OWN_WORDS) as (keyof typeof OWN_WORDS)[]).filter((part) => has[part]);
}
