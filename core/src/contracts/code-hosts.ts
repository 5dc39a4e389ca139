/** The code hosts that the server's configuration lists (`hosts`): instances, not kinds. */
import type { Outbound } from './outbound.js';

/** A code host, without anything secret. @experimental */
export interface CodeHostInfo {
  /** What repositories, owners and identities name it by: `github`, `github-acme`. Never changes. */
  readonly id: string;
  /** Which plugins speak to it: `github`, `gitea`, `gitlab`, … */
  readonly kind: string;
  /** Where browsers find it, without a slash at its end; may have a path. */
  readonly url: string;
}

/** An app of a host, with what it proves itself by. Plain, so never stored, logged or shown. @experimental */
export interface HostApp {
  /** Number or client id. */
  readonly id: string;
  /** What it is called in addresses; null: not known. */
  readonly slug: string | null;
  /** PEM. */
  readonly privateKey: string;
  /** What it signs deliveries with; null: it is among `webhookSecrets`. */
  readonly webhookSecret: string | null;
  /** Of its sign-in; null: it is the host's `clientId`. */
  readonly clientId: string | null;
  /** Belongs to `clientId`. */
  readonly clientSecret: string | null;
}

/** A code host with what the platform is let in with. Plain, so never stored, logged or shown. @experimental */
export interface CodeHost extends CodeHostInfo {
  /** Base address of its API as the server reaches it; null: it follows from the kind and `reachUrl`. */
  readonly apiUrl: string | null;
  /** Where the server finds it: `internalUrl` where that is set, else `url`. Without a slash at its end. */
  readonly reachUrl: string;
  /** Of the OAuth application; null: nobody signs in by it. */
  readonly clientId: string | null;
  /** Of the OAuth application. */
  readonly clientSecret: string | null;
  /** Of a machine account, for repositories that have no credential of their own. */
  readonly token: string | null;
  /** Of an app of the host (GitHub); null: there is none. */
  readonly app: { readonly id: string; readonly privateKey: string } | null;
  /**
   * The app as it is now: that of the configuration, else the one that was made from the system page, which may be made
   * while this process runs. Cheap; ask for each use. null: there is none.
   */
  findApp(): Promise<HostApp | null>;
  /** Of organizations' and apps' webhooks, accepted beside each repository's own. */
  readonly webhookSecrets: readonly string[];
  /** Who may sign in: members of these; empty: `registration` says. */
  readonly allowedOrganizations: readonly string[];
  /** What becomes of a person of this host who has no account here. */
  readonly registration: 'open' | 'closed';
  /** How often repositories are looked at for what no delivery told, in seconds; null: as the plugin has it. */
  readonly pollSeconds: number | null;
  /**
   * The way to this host alone, by its proxy and certificate authority: another origin is refused with
   * TURNPIKE_URL_FORBIDDEN, by a redirect as well. Where files or pictures lie elsewhere, `tokens.outbound` is the way.
   */
  readonly outbound: Outbound;
}

/** Provided by core under `tokens.codeHosts`. @experimental */
export interface CodeHosts {
  /** In the order of the configuration. */
  readonly all: readonly CodeHostInfo[];
  /** Of a listed host; of any other id the id itself: `git`, and `github` of the plugin's own settings. */
  kindOf(id: string): string;
  /**
   * With their secrets, in the order of the configuration. Throws TURNPIKE_PLUGIN_PERMISSION unless the plugin declares
   * `permissions: { hosts: [{ kind }] }`.
   */
  ofKind(kind: string): readonly CodeHost[];
  /**
   * The way to an address of the plugin's own configuration, which is the administrator's word: it may be private.
   * Leads to this origin alone. Throws TURNPIKE_PLUGIN_PERMISSION unless `permissions: { hosts: [{ setting }] }` names it.
   */
  ofSetting(url: string): Outbound;
}
