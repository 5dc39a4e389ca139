export const PLUGIN_KINDS = [
  'plugin',
  'executor',
  'notifier',
  'vcs',
  'log-store',
  'language',
  'addon',
  'deploy',
] as const;
export type PluginKind = (typeof PLUGIN_KINDS)[number];

/** What the templates need to know. */
export interface PluginNames {
  /** As given: `tiny-chat`. */
  readonly name: string;
  /** `notify-tiny-chat`. */
  readonly id: string;
  /** `tinyChat`. */
  readonly camel: string;
  /** `TinyChat`. */
  readonly pascal: string;
}
/** Files by path below the package. */
export type PluginFiles = Readonly<Record<string, string>>;

const PREFIXES: Readonly<Record<PluginKind, string>> = {
  plugin: '',
  executor: 'executor-',
  notifier: 'notify-',
  vcs: 'vcs-',
  'log-store': 'store-',
  language: 'language-',
  addon: 'addon-',
  deploy: 'deploy-',
};

export function namesOf(kind: PluginKind, given: string): PluginNames {
  const prefix = PREFIXES[kind];
  const name = given.startsWith(prefix) ? given.slice(prefix.length) : given;
  const camel = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return { name, id: prefix + name, camel, pascal: camel.charAt(0).toUpperCase() + camel.slice(1) };
}
