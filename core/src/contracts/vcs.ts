/** What a code host is asked for. One implementation a host: `vcs-git`, `vcs-github`, … */
import type { CheckRun } from './check-run.js';
import type { PullRequest, Repository } from './domain.js';
import type { Rejection } from './hooks.js';
import type { VcsAccounts, VcsActivation, VcsApps } from './vcs-accounts.js';

/** A delivery as it came in: nothing of it is trusted before `verify`. @stable */
export interface RawDelivery {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it came: signatures are over these bytes. */
  readonly body: Uint8Array;
  /** Path parameter of the webhook URL, where the provider uses one. */
  readonly hint: string | null;
}

/** Which repository a delivery speaks of, before we know whether we have it. @stable */
export interface RepoIdentity {
  /** The host's own id; null: it has none. */
  readonly vcsId: string | null;
  /** `owner/name`. */
  readonly slug: string;
  /** What git clones, without a credential. */
  readonly cloneUrl: string;
  /** What git clones with a key; absent or null: there is no such way. */
  readonly sshUrl?: string | null;
  /** Its page; null: it has none. */
  readonly htmlUrl: string | null;
  /** May only its members see it? */
  readonly private: boolean;
  /** Is it one of another? */
  readonly fork: boolean;
  /** `main`; empty where the host does not say. */
  readonly defaultBranch: string;
  /** null: there is none. */
  readonly description: string | null;
  /** Of the owner in the slug. */
  readonly ownerType: 'user' | 'organization';
  /** Only from `inspect`: it stood in the URL. The caller seals it; `cloneUrl` is without it. */
  readonly credential?: VcsCredential | null;
}

interface BuildTrigger {
  readonly ref: string;
  readonly branch: string;
  readonly tag: string | null;
  /** null: the delivery does not say (a release); found by `ref`. */
  readonly sha: string | null;
  readonly beforeSha: string | null;
  readonly commitMessage: string | null;
  readonly compareUrl: string | null;
  readonly sender: string | null;
}

/**
 * What happened at the host, in our words. `build` kinds ask for a build; the others change what we
 * know of the repository. `guid` makes a missed and a delivered event of the same push one request.
 * @stable
 */
export type RepoEvent = { readonly repository: RepoIdentity; readonly event: string } & (
  | ({ readonly kind: 'push' | 'release' } & BuildTrigger)
  | ({
      readonly kind: 'pull_request';
      readonly action: string;
      readonly pullRequest: PullRequest;
    } & BuildTrigger)
  | {
      readonly kind: 'branch_created' | 'branch_deleted' | 'tag_deleted';
      readonly name: string;
      readonly sender: string | null;
    }
  | {
      readonly kind: 'repository';
      readonly action:
        | 'renamed'
        | 'transferred'
        | 'privatized'
        | 'publicized'
        | 'deleted'
        | 'archived'
        | 'edited'
        | 'created';
    }
  | {
      readonly kind: 'member';
      readonly action: 'added' | 'removed' | 'edited';
      readonly login: string;
      /** The host's id of the account; null: it does not say, and nothing follows from the event. */
      readonly hostUserId: string | null;
    }
  | {
      readonly kind: 'rerequested';
      readonly sha: string;
      readonly branch: string | null;
      readonly buildNumber: number | null;
      readonly sender: string | null;
    }
  | { readonly kind: 'ignored'; readonly reason: string }
);

/** A repository with what is needed to talk to its host. Made by core; the credential is plain here. @stable */
export interface RepoAccess {
  /** The repository. */
  readonly repository: Repository;
  /** Plain; null: there is none. Never store or log it. */
  readonly credential: VcsCredential | null;
}
/** What a host lets in with. Plain, so never stored or logged. @stable */
export type VcsCredential =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'ssh'; readonly privateKey: string };

/** A commit as its host knows it. @stable */
export interface CommitInfo {
  /** 40 or 64 hex digits. */
  readonly sha: string;
  /** Whole message. */
  readonly message: string;
  /** null: the host does not say. */
  readonly authorName: string | null;
  /** null: the host does not say. */
  readonly authorEmail: string | null;
  /** null: the host does not say. */
  readonly committerName: string | null;
  /** null: the host does not say. */
  readonly committerEmail: string | null;
  /** Milliseconds since 1970. */
  readonly committedAt: number | null;
  /** Page that shows what changed; null: there is none. */
  readonly compareUrl: string | null;
}

/** What a job needs to clone; goes into the payload of a claim and nowhere else. @stable */
export interface CloneAccess {
  /** What git is given, without a credential in it. */
  readonly url: string;
  /** null: none is needed. */
  readonly credential: VcsCredential | null;
  /** The credential was made for this run alone: `endCloneAccess` is asked to end it with the run. Absent: no. */
  readonly endsWithRun?: boolean;
}

/** What is shown at a commit of the host. @stable */
export interface CommitStatus {
  /** The commit. */
  readonly sha: string;
  /** In the words that hosts share. */
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  /** `continuous-integration/turnpike/push` */
  readonly context: string;
  /** One sentence. */
  readonly description: string;
  /** Page of the build, absolute. */
  readonly targetUrl: string;
  /** Name of the branch or tag that was built, of a pull request the branch that it comes from; absent: not known. */
  readonly ref?: string;
  /** Of a pull request that comes from another repository: the host's id of that, and the number of it; absent: it is none. */
  readonly from?: { readonly vcsId: string; readonly number: number };
}

/** Where a host is to tell of pushes. @stable */
export interface WebhookTarget {
  /** Where deliveries go: `https://ci.example.com/hooks/git/7`. */
  readonly url: string;
  /** What it signs deliveries with. */
  readonly secret: string;
}

/** Static part of a provider, read by other roles from the plugin's manifest without its code running. @stable */
export interface VcsProviderTraits {
  /** Its kind, which is the id of its provider where it speaks to one host only. */
  readonly id: string;
  /** Has it `setStatus`? A plugin that declares nothing is taken to have it. */
  readonly statuses: boolean;
}

/** A promise where the provider runs in a process of its own. @experimental */
type MaybeLater<T> = T | Promise<T>;

/** What the headers of a delivery say of it. @stable */
export interface DeliveryName {
  /** Of the host's own kinds: `push`. */
  readonly event: string;
  /** The host's id of the delivery: a second one of this id is the same one again. */
  readonly guid: string;
}

/**
 * Speaks for one code host: a plugin makes one for each host of its kind that is configured. Provided under
 * `tokens.vcsProviders`. Suite: `vcsProviderConformance`.
 * @stable
 */
export interface VcsProvider extends VcsAccounts, VcsActivation, VcsApps {
  /** Id of the host, which repositories name; of a plugin that speaks to one host only its id without `vcs-`. */
  readonly id: string;
  /** What its plugin speaks to: `github`. Absent: its id. */
  readonly kind?: string;
  /** Names of the hosts' webhook headers, for the delivery log. */
  readonly describe: string;
  /** Takes URLs of every host: `inspect` is asked after those that know theirs. */
  readonly anyHost?: boolean;
  /** How often gatekeeper asks for what was `missed`. Default 300. */
  readonly pollSeconds?: number;
  /** Finds event name and delivery id; undefined: these headers are not mine. */
  identify(d: RawDelivery): MaybeLater<DeliveryName | undefined>;
  /** undefined: the signature is right for one of the secrets (several while one is rotated). */
  verify(d: RawDelivery, secrets: readonly string[]): MaybeLater<Rejection | undefined>;
  /** Throws InputError TURNPIKE_DELIVERY_MALFORMED or TURNPIKE_DELIVERY_EVENT. */
  parse(d: RawDelivery): MaybeLater<RepoEvent>;
  /**
   * A delivery that tells of several things of one repository, as one delivery of each: `identify` gives each an id of
   * its own, the same each time it is sent, and `parse` reads each. What tells of one thing, or cannot be read, is
   * answered as it came. Asked after `verify`: the parts have no signature. Absent: each tells of one thing.
   */
  split?(d: RawDelivery): MaybeLater<readonly RawDelivery[]>;
  /**
   * Events since the cursor that a delivery may have missed; the poll of hosts without deliveries. `told` is what
   * deliveries said since then and is known already: a ref that led elsewhere at the cursor and does again now was
   * pushed back, though its cursor alone would not show it.
   */
  missed(r: RepoAccess, cursor: string | null, told?: Told): Promise<Missed>;
  /** Text of a file at a ref or sha; undefined: there is none. Throws ExternalHostError. */
  file(r: RepoAccess, path: string, ref: string): Promise<string | undefined>;
  /** The commit of a sha, branch or tag; undefined: there is none. */
  commit(r: RepoAccess, ref: string): Promise<CommitInfo | undefined>;
  /**
   * The commit that a branch or tag leads to now; null: there is no such ref. Asked for each push, so it should cost
   * little. Absent: `commit` is asked. Throws ExternalHostError.
   */
  head?(r: RepoAccess, ref: string): Promise<string | null>;
  /**
   * Is the first commit the second one or in its history? undefined: not known (one is not there). What deliveries
   * that come late or in another order are told apart by; absent: they count in the order in which they come.
   * Throws ExternalHostError.
   */
  isAncestor?(r: RepoAccess, sha: string, of: string): Promise<boolean | undefined>;
  /**
   * These are all repositories of this provider, active or not: what is kept on disk for any other may go. Asked now
   * and then and when one was removed. Answers how many copies went.
   */
  sweep?(known: readonly Repository[]): Promise<number>;
  /** Asked once a run. Throws ExternalHostError. */
  cloneAccess(r: RepoAccess): Promise<CloneAccess>;
  /**
   * Ends a credential that `cloneAccess` made for one run (`endsWithRun`). Repeatable: one that has ended is no error.
   * Throws ExternalHostError, which is tried again.
   */
  endCloneAccess?(r: RepoAccess, credential: VcsCredential): Promise<void>;
  /** Absent: the host has no statuses. Throws ExternalHostError, which is tried again. */
  setStatus?(r: RepoAccess, status: CommitStatus): Promise<void>;
  /**
   * Shows a build as a check, in place of a status. false: not for this repository or this build; `setStatus` it is, and
   * nothing was written. Repeatable: it changes what it made for the same `externalId`, until that has ended; of a
   * build that runs again it makes a new one. Absent: the host has no checks. Throws ExternalHostError.
   */
  setCheck?(r: RepoAccess, check: CheckRun): Promise<boolean>;
  /**
   * Looks at a URL or path that a user wants to add, with the credential that came along. Throws
   * InputError if it is none of mine.
   */
  inspect?(url: string, credential?: VcsCredential | null): Promise<RepoIdentity>;
  /**
   * Makes the host tell us of pushes at once (`turnpike repo add --hook`). Repeatable. Answers what was
   * set up, for people. Throws InputError where the host must be set up by hand, with how in `wayOut`.
   */
  installHook?(r: RepoAccess, hook: WebhookTarget): Promise<string>;
  /**
   * Takes away what `installHook` has set up for this address, and nothing else: asked when a repository is removed
   * here, and by `turnpike repo hook remove`. Repeatable. Answers what was taken away, for people; undefined: none was
   * there. Throws InputError where it must be done by hand, with how in `wayOut`, ExternalHostError where the host
   * does not let us look.
   */
  removeHook?(r: RepoAccess, hook: Pick<WebhookTarget, 'url'>): Promise<string | undefined>;
  /**
   * The repository by the id that its host gave it (`vcsId`), as it is called and where it lies now, whatever has its
   * old name: how a rename or transfer that no delivery told of is noticed. Asked before each `missed`, so it should
   * cost little; not asked where `vcsId` is null. Absent: the host has no such ids. Throws ExternalHostError, also
   * where the host shows none.
   */
  locate?(r: RepoAccess): Promise<RepoIdentity>;
}

/** The newest that is known of what was pushed since a look: commits by full ref, heads by number of pull request. @stable */
export interface Told {
  /** Commit by full ref. */
  readonly refs: Readonly<Record<string, string>>;
  /** Head by number of pull request. */
  readonly pulls: Readonly<Record<string, string>>;
}

/** What deliveries may have missed. @stable */
export interface Missed {
  /** At most some dozens; the rest comes with the next look. */
  readonly events: readonly MissedEvent[];
  /** What the next look is given; opaque to everybody else. */
  readonly cursor: string;
  /** This repository need not be asked again before; else `pollSeconds` holds. */
  readonly againInSeconds?: number;
}

/** An event that was found by looking. @stable */
export interface MissedEvent {
  /** Unique by provider: the same push delivered and found twice has one. */
  readonly guid: string;
  /** As a delivery of it would have been parsed. */
  readonly event: RepoEvent;
}
