/** What a notifier is told of a build, and what it must be able to do. */
import type { RepoAccess } from './vcs.js';
import type { Build, Commit, Job, JsonValue, Repository, Stage } from './domain.js';

/** `on_success` … of an entry: when to send (travis-services facts 7.2). @stable */
export type NotifyRule = 'always' | 'never' | 'change';
/** What of a build can be told. @stable */
export type NotifyEvent = 'started' | 'finished' | 'canceled';

/** One entry below `notifications:`, as its author wrote it, in the form of the notifier's `yml`. @stable */
export interface NotifierEntry {
  /** The entry's own configuration; secrets opened just before `send`. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** Everything about the build that a message may mention. Never holds secrets. @stable */
export interface BuildNotice {
  /** What happened to the build. */
  readonly event: NotifyEvent;
  /** Of the build. */
  readonly repository: Repository;
  /** As it was when it happened. */
  readonly build: Build;
  /** What was built. */
  readonly commit: Commit;
  /** In order; empty where there are none. */
  readonly stages: readonly Stage[];
  /** In order, with their states. */
  readonly jobs: readonly Job[];
  /** Addresses of the commit's author and committer, where they belong to people who may read the repository here. */
  readonly people: readonly string[];
  /** Short result word: Passed, Fixed, Broken, Still Failing, … (travis-services facts 7.3). */
  readonly result: string;
  /** `The build was fixed.` */
  readonly sentence: string;
  /** What was found in its configuration, worst first; absent: nobody has asked. */
  readonly messages?: readonly NoticeMessage[];
  /** Page of the build, absolute. */
  readonly buildUrl: string;
  /** Page of the repository, absolute. */
  readonly repositoryUrl: string;
  /** Of mail to a target with a `mailbox`: how whoever it is gets no more of it. Absent: it is no mail. */
  readonly unsubscribe?: Unsubscribe;
  /** For retries of `change`-like texts: milliseconds between start and end. */
  readonly elapsedMs: number | null;
}

/** Something that was found in the configuration of a build. @experimental */
export interface NoticeMessage {
  /** How bad it is. */
  readonly level: 'alert' | 'error' | 'warn' | 'info' | 'hint';
  /** Dotted path; `root` for the top. */
  readonly key: string;
  /** A sentence. */
  readonly words: string;
  /** File of the built repository; null: it lies elsewhere. */
  readonly path: string | null;
  /** From 1; null: not known. */
  readonly line: number | null;
}

/** Where mail about a repository is ended, for one mailbox: signed, and good for as long as the server's key. @experimental */
export interface Unsubscribe {
  /** A page that asks, and can take it back. */
  readonly pageUrl: string;
  /** By POST: at once, as mail programs do it (RFC 8058). */
  readonly oneClickUrl: string;
}

/** One receiver. `key` identifies it in the notification table; never a secret. @stable */
export interface Target {
  /** The address, for people and for comparing: the same receiver has the same key. Never a secret. */
  readonly key: string;
  /** What `send` needs besides; stored, so never a secret. */
  readonly data: Readonly<Record<string, JsonValue>>;
  /** An e-mail address: who unsubscribed there is sent nothing. Absent: it is no mail. */
  readonly mailbox?: string;
}

/** Static part, read by hub from the plugin's manifest without its code running. @stable */
export interface NotifierDefaults {
  /** Unique: `webhook`; the plugin's id without `notify-`. */
  readonly id: string;
  /** Key under `notifications:`. null: no key, it always applies (commit status). */
  readonly key: string | null;
  /** Which it tells of at all. */
  readonly events: readonly NotifyEvent[];
  /** When a build passed, where an entry says nothing. */
  readonly onSuccess: NotifyRule;
  /** When a build failed. */
  readonly onFailure: NotifyRule;
  /** When a build started. */
  readonly onStart: NotifyRule;
  /** When a build was canceled. */
  readonly onCancel: NotifyRule;
  /** When a build errored. */
  readonly onError: NotifyRule;
  /** Does it tell of builds of pull requests? */
  readonly pullRequests: boolean;
  /** Applies without any entry (e-mail to committer and author; commit status). */
  readonly always: boolean;
  /** Does it tell of builds that a newer one superseded? Default yes; e-mail does not (travis-services facts 2.9). */
  readonly autoCanceled?: boolean;
  /** Speaks through the code host's commit statuses only: no rows for providers that declare to have none. */
  readonly needsStatuses?: boolean;
}

/** What `tasks` lends to a notifier while it sends. @stable */
export interface NotifyTools {
  /** The repository with its opened credential, for notifiers that speak to its host. */
  access(): Promise<RepoAccess>;
  /** Aborted when sending takes too long or the process stops. */
  readonly signal: AbortSignal;
}

/** Tells people or machines of builds. Provided under `tokens.notifiers`; called by tasks. Suite: `notifierConformance`. @stable */
export interface Notifier {
  /** The same as in `NotifierDefaults`. */
  readonly id: string;
  /** null: usable. Text: what the administrator has to configure; a fact of the process, and the reason of its notifications, which end as `unconfigured`. */
  readonly unavailable?: string | null;
  /** Receivers of one entry for one notice. Pure. A promise where the notifier runs in a process of its own. */
  targets(
    entry: NotifierEntry,
    notice: BuildNotice,
  ): readonly Target[] | Promise<readonly Target[]>;
  /** Throws ExternalHostError (retried with backoff) or any other error (given up). `deliveryId` is stable over retries. */
  send(target: Target, notice: BuildNotice, deliveryId: string, tools: NotifyTools): Promise<void>;
}
