/** What a plugin uses beyond its own things: declared, shown to whoever installs it, and all that it gets. */
import type { EventName } from './events.js';
import type { HookName } from './hooks.js';

/** Secrets that stand in the arguments of hooks, in words for whoever is asked. @stable */
export const SECRET_KINDS = {
  env: 'values of encrypted variables, and what was encrypted in .travis.yml',
  keys: 'SSH keys of repositories',
  clone: 'user names and passwords that code is fetched with',
  tokens: 'tokens that jobs are given for this server and for code hosts',
  storage: 'credentials of stores of caches and workspaces',
} as const;
/** A kind of secret: a key of `SECRET_KINDS`. @stable */
export type SecretKind = keyof typeof SECRET_KINDS;

/** Which hooks have secrets in their arguments; those of all others have none. @stable */
export const HOOK_SECRETS: { readonly [N in HookName]?: readonly SecretKind[] } = {
  'job.payload': ['env', 'keys', 'clone', 'tokens', 'storage'],
  'script.stage': ['env', 'keys', 'clone', 'tokens', 'storage'],
};

/** What code can do by itself, in words for whoever is asked. In a process of its own it can do what is declared. @experimental */
export const RUNTIME_KINDS = {
  programs: 'starts programs, which nothing holds',
  threads: 'starts threads, which Node does not hold',
  addons: 'loads machine code, which nothing holds',
  sockets: 'opens connections by itself, to any host',
} as const;
/** Word of `permissions.runtime`. @experimental */
export type RuntimeKind = keyof typeof RUNTIME_KINDS;

/** Stands where a tap may not see what is there. What it leaves as it is keeps its value. @stable */
export const WITHHELD = '[withheld]';

/**
 * A host that the plugin talks to. `setting`: the address or name in this key of its own configuration. `kind`: the code
 * hosts of this kind that the server lists (`hosts`), with the credentials for them, by the token `codeHosts`.
 * @stable
 */
export type HostPermission = string | { readonly setting: string } | { readonly kind: string };

/**
 * Static, part of the manifest, checked before anything runs. What follows from other members is not repeated: events
 * of `on`, tokens of `requires` and `offers`, tables, commands, addresses that it answers.
 * @stable
 */
export interface PluginPermissions {
  /** Hooks that it taps. The tap of another one is refused with TURNPIKE_PLUGIN_PERMISSION. */
  readonly hooks?: readonly HookName[];
  /** Secrets that it is shown in arguments of hooks, and may change there. `true`: all kinds. */
  readonly secrets?: true | readonly SecretKind[];
  /** Facts that it hears through the token `events`, beyond those of `on`. */
  readonly events?: readonly EventName[];
  /**
   * Hosts that it may reach through the token `outbound`: `api.example.org`, `*.example.org`, `{ setting: 'server' }`.
   * `{ kind: 'github' }`: code hosts that the server lists. `*`: any, for what people write into `.travis.yml`. `net.allow` of the server holds as well.
   */
  readonly hosts?: readonly HostPermission[];
  /**
   * Addresses that it answers, beyond those of `operations`: `GET /freeze`, `/freeze` by any method, or all that begin so,
   * `/freeze/*`. A route or door of another address is refused with TURNPIKE_PLUGIN_PERMISSION.
   */
  readonly routes?: readonly string[];
  /**
   * What it reads or writes outside of its own data folder: an absolute path (of a folder: all below it), a folder that
   * stands in a key of its own configuration, or words. The platform takes what it is handed (parts of a backup) from
   * these places and from the data folder alone. In a process of its own `read /etc/ssl` and `write /srv/mirror` (which
   * also reads) open that path, and nothing else does; in the server nothing holds its own code to it.
   */
  readonly files?: readonly FilePermission[];
  /**
   * What it does by itself, beside the doors of the platform. Shown; in a process of its own the rest is refused. All
   * of these but `sockets` open what else is closed there.
   */
  readonly runtime?: readonly RuntimeKind[];
}

/** `/var/lib/chat`, `{ setting: 'dir' }`, or words: `repositories of this machine`. @experimental */
export type FilePermission =
  | string
  | {
      /** Key of the plugin's own configuration; dots lead into maps. */
      readonly setting: string;
    };

/** With nothing left out. @stable */
export interface DeclaredPermissions {
  /** Empty: it taps none. */
  readonly hooks: readonly HookName[];
  /** Empty: it is shown none. */
  readonly secrets: readonly SecretKind[];
  /** Beyond those of `on`. */
  readonly events: readonly EventName[];
  /** Empty: it may reach none. */
  readonly hosts: readonly HostPermission[];
  /** In a manifest those of `operations` too. Empty: it may answer none. */
  readonly routes: readonly string[];
  /** Places and words. */
  readonly files: readonly FilePermission[];
  /** Empty: nothing. */
  readonly runtime: readonly RuntimeKind[];
}

/** What is declared, once what is not there is nothing. Takes what is wrong as nothing too: it is told elsewhere. @experimental */
export function permissionsOf(declared: PluginPermissions | undefined): DeclaredPermissions {
  const { secrets, hooks, events, hosts, routes, files, runtime } = declared ?? {};
  const all = Object.keys(SECRET_KINDS) as SecretKind[];
  return {
    hooks: listOf(hooks),
    secrets: secrets === true ? all : listOf(secrets),
    events: listOf(events),
    hosts: listOf(hosts),
    routes: listOf(routes),
    files: listOf(files),
    runtime: listOf(runtime),
  };
}

function listOf<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list : [];
}
