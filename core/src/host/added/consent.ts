/** What somebody agrees to who adds a plugin: all that it declares, by heading. */
import { askedBy, type AskedSection } from '../../contracts/asked-by.js';
import { TOPIC_HEARERS } from '../../contracts/plugin-topics.js';
import type { PluginManifest } from '../../contracts/plugin.js';

/** What is declared by functions, of which the manifest tells nothing. */
export interface DeclaredParts {
  readonly taps: boolean;
  readonly sweeps: boolean;
}
export interface ReportedPlugin {
  readonly manifest: PluginManifest;
  readonly parts: DeclaredParts;
}

/** Heading → what is asked for under it. Plain data: it stays in the lock, and tells at an upgrade what is new. */
export type Consent = Readonly<Record<string, readonly string[]>>;

type Line = (manifest: PluginManifest, parts: DeclaredParts) => readonly string[];

/** In the order in which they are shown. What a manifest learns to declare gets a line here. */
const HEADINGS: Readonly<Record<string, Line>> = {
  'secrets that it is shown': itemsOf('secrets'),
  'takes part in decisions': (manifest, { taps }) => {
    const hooks = itemsOf('hooks')(manifest);
    if (hooks.length > 0 || !taps) return hooks;
    return ['hooks that it does not declare: it will be refused'];
  },
  'hosts that it talks to': itemsOf('hosts'),
  'files beside its own': itemsOf('files'),
  'does by itself': itemsOf('runtime'),
  'tokens that it uses': ({ requires }) =>
    requires.map(({ token, optional }) => (optional ? `${token} (if there)` : token)),
  'tokens that it provides': ({ offers }) => offers,
  'events that it hears': itemsOf('events'),
  'answers requests': (manifest) => {
    const routes = itemsOf('routes')(manifest);
    if (routes.length > 0 || !manifest.routes) return routes;
    return ['routes that it does not declare: it will be refused'];
  },
  'works by itself': (_manifest, { sweeps }) => (sweeps ? ['on a timer'] : []),
  'keeps in the database': ({ tables }) => (tables ? ['tables of its own'] : []),
  settings: ({ configSchema }) => settingsOf(configSchema),
  'settings of repositories': ({ repositorySettings }) => settingsOf(repositorySettings),
  'settings of owners': ({ ownerSettings }) => settingsOf(ownerSettings),
  'keys of .travis.yml': ({ yml }) =>
    yml.flatMap(({ at, keys }) =>
      Object.keys(keys).map((key) => (at === 'root' ? key : `${at}.${key}`)),
    ),
  'in the web interface': ({ ui }) => ui.map(({ slot, title }) => `${slot}: ${title}`),
  'tells pages': ({ live }) =>
    Object.entries(live).map(([topic, { hears }]) => `${topic} (${TOPIC_HEARERS[hears]})`),
  commands: ({ commands }) => commands.map((command) => `turnpike ${command}`),
  notifications: ({ notifier }) => (notifier ? [`sends by ${notifier.id}`] : []),
  'code hosts': ({ provider }) => (provider ? ['talks to code hosts'] : []),
};

/** What `askedBy` says under this heading, each with its words. */
function itemsOf(id: AskedSection['id']): (manifest: PluginManifest) => readonly string[] {
  return (manifest) => {
    const { items = [] } = askedBy(manifest).find((one) => one.id === id) ?? {};
    return items.map(({ name, words }) => (words === '' ? name : `${name} (${words})`));
  };
}

/** Headings without anything under them are left out. */
export function consentOf({ manifest, parts }: ReportedPlugin): Consent {
  const all = Object.entries(HEADINGS).map(([heading, line]): [string, readonly string[]] => [
    heading,
    line(manifest, parts),
  ]);
  return Object.fromEntries(all.filter(([, asked]) => asked.length > 0));
}

/** What is asked for now and was not consented to before. */
export function newIn(now: Consent, before: Consent = {}): Consent {
  const all = Object.entries(now).map(([heading, asked]): [string, readonly string[]] => [
    heading,
    asked.filter((one) => !before[heading]?.includes(one)),
  ]);
  return Object.fromEntries(all.filter(([, asked]) => asked.length > 0));
}

function settingsOf(schema: unknown): readonly string[] {
  const { properties = {} } = (schema ?? {}) as {
    readonly properties?: Readonly<Record<string, unknown>>;
  };
  return Object.keys(properties);
}
