/** What a code host is asked for people: who they are, what they may do there. All of it is optional. */
import type { AccessLevel, Millis } from './domain.js';
import type { RawDelivery, RepoAccess, RepoIdentity, VcsCredential } from './vcs.js';

/** Somebody at a host. @experimental */
export interface HostAccount {
  /** The host's own id, as text; stays when the login changes. */
  readonly hostUserId: string;
  /** As it is called now. */
  readonly login: string;
  /** As people are called; null: not said. */
  readonly name: string | null;
  /** null: there is none. */
  readonly avatarUrl: string | null;
}

/** Whose a token is. @experimental */
export interface TokenOwner extends HostAccount {
  /** Only where the host has checked it; null: it has not, or does not say. */
  readonly email: string | null;
  /** What the token may do, in the host's words; null: the host does not say. */
  readonly scopes: readonly string[] | null;
}

/** What a host gives in place of a token that has ended. Plain: seal it before it is stored. @experimental */
export interface TokenGrant {
  /** The new token. The old one may be void from now on. */
  readonly token: string;
  /** What the next one is got with; null: there is none. */
  readonly refresh: string | null;
  /** When it ends; null: it does not. */
  readonly expiresAt: Millis | null;
}

/** Whose eyes a host is looked at with. @experimental */
export interface AccountAccess {
  /** Of the identity. */
  readonly account: Pick<HostAccount, 'hostUserId' | 'login'>;
  /** Plain. Never store or log it. */
  readonly credential: VcsCredential;
}

/** A repository that somebody may see, with what they may do. @experimental */
export interface ListedRepository {
  /** As `inspect` would tell it. */
  readonly identity: RepoIdentity;
  /** Of this account, by whatever way it has it. */
  readonly level: AccessLevel;
  /** Nothing is pushed to it any more. */
  readonly archived: boolean;
}

/** An account whose repositories a list leaves out: what is known of them stays. @experimental */
export interface WithheldAccount {
  /** Login, or the host's id where that is all it tells. */
  readonly account: string;
  /** Which of the two it is. */
  readonly by: 'login' | 'id';
  /** In the host's words, for people. */
  readonly reason: string;
  /** Where it can be changed; null: not known. */
  readonly url: string | null;
}

/** One page of what an account may see. @experimental */
export interface RepositoryPage {
  /** At most some hundreds. */
  readonly rows: readonly ListedRepository[];
  /** What the next page is asked with; opaque to everybody else. null: this was the last. */
  readonly next: string | null;
  /** false: something is left out that is not among `withheld`. No right is taken away by such a list. */
  readonly complete: boolean;
  /** Empty: nothing is known to be left out. */
  readonly withheld: readonly WithheldAccount[];
}

/** What happened at a host to people and accounts rather than to a repository. It only hints: what holds is asked. @experimental */
export type AccountEvent =
  | {
      /** A right may have changed: of these people, on all they may see. */
      readonly kind: 'rights';
      /** In the host's words: `organization member_removed`. */
      readonly event: string;
      /** The host's ids of who is concerned. */
      readonly hostUserIds: readonly string[];
    }
  | {
      /** Somebody took back what they had granted: their tokens are dead. */
      readonly kind: 'revoked';
      readonly event: string;
      readonly hostUserIds: readonly string[];
    }
  | {
      /** An owner is called otherwise, or gone, or an app may see other repositories of it. */
      readonly kind: 'account';
      readonly event: string;
      /** Login of the owner now. */
      readonly login: string;
    };

/** What a `VcsProvider` may say of people. Each member may be missing. @experimental */
export interface VcsAccounts {
  /** Whose token it is. Throws NotAllowedError where the host does not know it any more, ExternalHostError. */
  whoAmI?(token: string): Promise<TokenOwner>;
  /** A new token for one that has ended. Throws NotAllowedError where the host refuses: sign in again; ExternalHostError. */
  renewToken?(refresh: string): Promise<TokenGrant>;
  /**
   * What an account may see, a page at a time; null: the first. Only whole pages are answered: one that could not be
   * read throws ExternalHostError. A repository that stands on several pages has the level of the last of them. Throws
   * NotAllowedError where the token is dead.
   */
  repositories?(a: AccountAccess, page: string | null): Promise<RepositoryPage>;
  /**
   * What an account may do with a repository now, asked with the repository's credential or `token`; null: nothing
   * beyond what everybody may. Answers by id: an account of another id that has the login by now has nothing.
   */
  permission?(
    r: RepoAccess,
    account: Pick<HostAccount, 'hostUserId' | 'login'>,
  ): Promise<AccessLevel | null>;
  /** Deliveries tell of each change of a right: those that are in use need not be asked for again and again. */
  readonly tellsRights?: boolean;
  /** undefined: the delivery is of a repository; `parse` reads it. Asked after `verify`. */
  parseAccount?(d: RawDelivery): AccountEvent | undefined | Promise<AccountEvent | undefined>;
}

/** How a hook does, as its host has it. @experimental */
export interface HookHealth {
  /** false: its host has switched it off. */
  readonly active: boolean;
  /** HTTP status of the last delivery; null: none yet, or the host does not say. */
  readonly lastStatus: number | null;
  /** null: not said. */
  readonly lastAt: Millis | null;
  /** What is wrong, for people; null: nothing is known to be. */
  readonly problem: string | null;
}

/** By which installation of an app a host lets us in. @experimental */
export interface HostInstallation {
  /** Of the host, as text. */
  readonly id: string;
  /** What the app is called in addresses. */
  readonly app: string;
  /** Where its owner changes what it reaches. */
  readonly url: string;
  /** Its owner has switched it off: it reaches nothing until they switch it on. */
  readonly suspended: boolean;
}

/** What a `VcsProvider` may do for a repository that is switched on. Each member may be missing. @experimental */
export interface VcsActivation {
  /**
   * The installation that reaches this repository; null: none does. Where one does that is not suspended, the host
   * tells of pushes by the app, jobs clone by its tokens, and no hook or key is needed. Throws ExternalHostError.
   */
  installation?(r: RepoAccess): Promise<HostInstallation | null>;
  /** Of the hook with this address; undefined: there is none. Throws ExternalHostError. */
  hookHealth?(r: RepoAccess, hook: { readonly url: string }): Promise<HookHealth | undefined>;
  /** Makes the host send a delivery to it now. Answers what was asked for, for people. Throws InputError where there is no such hook. */
  testHook?(r: RepoAccess, hook: { readonly url: string }): Promise<string>;
  /** Lets this key read the repository, and no more. Repeatable. Answers what was set up, for people. */
  ensureKey?(r: RepoAccess, key: DeployKey): Promise<string>;
  /** Repeatable. undefined: none was there. */
  removeKey?(r: RepoAccess, key: Pick<DeployKey, 'publicKey'>): Promise<string | undefined>;
}

/** What an app of ours needs to know of us. @experimental */
export interface AppWish {
  /** For people, at the host; it may cut it. */
  readonly name: string;
  /** Where people reach the platform. */
  readonly publicUrl: string;
  /** Where deliveries go. */
  readonly hookUrl: string;
  /** Where the browser comes back with `code` and `state`. */
  readonly returnUrl: string;
  /** Where sign-ins come back. */
  readonly callbackUrl: string;
  /** Comes back as it is. */
  readonly state: string;
  /** Whose app it is to be; null: of who makes it. */
  readonly organization: string | null;
}

/** What a browser sends to the host by POST, for somebody to say yes there. @experimental */
export interface AppForm {
  /** Address at the host. */
  readonly action: string;
  /** Of the form. */
  readonly fields: Readonly<Record<string, string>>;
}

/** An app that a host has made for us. Its secrets are plain: seal them. @experimental */
export interface MadeApp {
  /** Of the app, at the host. */
  readonly id: string;
  /** What it is called in addresses. */
  readonly slug: string;
  /** Its page. */
  readonly url: string;
  /** Of its sign-in. */
  readonly clientId: string;
  /** Belongs to `clientId`. */
  readonly clientSecret: string;
  /** What it signs deliveries with; null: with nothing. */
  readonly webhookSecret: string | null;
  /** PEM. */
  readonly privateKey: string;
}

/** How an app of a host is made from the system page. Both members, or none. @experimental */
export interface VcsApps {
  /** Throws InputError for a name of an organization that is none. */
  appForm?(wish: AppWish): AppForm | Promise<AppForm>;
  /** What became of it; good once. Throws InputError where the host does not know the code, ExternalHostError. */
  takeApp?(code: string): Promise<MadeApp>;
}

/** A key that may read a repository. @experimental */
export interface DeployKey {
  /** By which people know it. */
  readonly title: string;
  /** `ssh-ed25519 AAAA…` */
  readonly publicKey: string;
}
