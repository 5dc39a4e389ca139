/** What a notifier is told of a build, and what it must be able to do. */
import type { RepoAccess } from './vcs.js';
import type { Build, Commit, Job, JsonValue, Repository, Stage } from './domain.js';

/** `on_success` … of an entry: when to send (travis-services facts 7.2). */
export type NotifyRule = 'always' | 'never' | 'change';
export type NotifyEvent = 'started' | 'finished' | 'canceled';

export interface NotifierEntry {
  /** The entry's own configuration; secrets opened just before `send`. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** Everything about the build that a message may mention. Never holds secrets. */
export interface BuildNotice {
  readonly event: NotifyEvent;
  readonly repository: Repository;
  readonly build: Build;
  readonly commit: Commit;
  readonly stages: readonly Stage[];
  readonly jobs: readonly Job[];
  /** Addresses of the commit's author and committer, where they belong to people who may read the repository here. */
  readonly people: readonly string[];
  /** Short result word: Passed, Fixed, Broken, Still Failing, … (travis-services facts 7.3). */
  readonly result: string;
  /** `The build was fixed.` */
  readonly sentence: string;
  readonly buildUrl: string;
  readonly repositoryUrl: string;
  /** For retries of `change`-like texts: milliseconds between start and end. */
  readonly elapsedMs: number | null;
}

/** One receiver. `key` identifies it in the notification table; never a secret. */
export interface Target {
  readonly key: string;
  readonly data: Readonly<Record<string, JsonValue>>;
}

/** Static part, read by hub from the plugin's manifest without its code running. */
export interface NotifierDefaults {
  readonly id: string;
  /** Key under `notifications:`. null: no key, it always applies (commit status). */
  readonly key: string | null;
  readonly events: readonly NotifyEvent[];
  readonly onSuccess: NotifyRule;
  readonly onFailure: NotifyRule;
  readonly onStart: NotifyRule;
  readonly onCancel: NotifyRule;
  readonly onError: NotifyRule;
  readonly pullRequests: boolean;
  /** Applies without any entry (e-mail to committer and author; commit status). */
  readonly always: boolean;
  /** Does it tell of builds that a newer one superseded? Default yes; e-mail does not (travis-services facts 2.9). */
  readonly autoCanceled?: boolean;
  /** Speaks through the code host's commit statuses only: no rows for providers that declare to have none. */
  readonly needsStatuses?: boolean;
}

/** What `tasks` lends to a notifier while it sends. */
export interface NotifyTools {
  /** The repository with its opened credential, for notifiers that speak to its host. */
  access(): Promise<RepoAccess>;
  readonly signal: AbortSignal;
}

export interface Notifier {
  readonly id: string;
  /** null: usable. Text: what the administrator has to configure; a fact of the process, and the reason of its notifications, which end as `unconfigured`. */
  readonly unavailable?: string | null;
  /** Receivers of one entry for one notice. Pure. */
  targets(entry: NotifierEntry, notice: BuildNotice): readonly Target[];
  /** Throws ExternalHostError (retried with backoff) or any other error (given up). `deliveryId` is stable over retries. */
  send(target: Target, notice: BuildNotice, deliveryId: string, tools: NotifyTools): Promise<void>;
}
