/** The envelope of every answer: Travis's API v3 (travis-api facts 3 and 4). All names are snake_case. */
import type { JsonValue } from '../domain.js';

/** UTC, `2026-11-23T19:45:28Z`; builds and jobs carry milliseconds in `created_at` and `updated_at`. @stable */
export type WireTime = string;

/** `standard` at its own address, `minimal` inside others. @stable */
export type WireRepresentation = 'minimal' | 'standard' | 'list';

/**
 * An object that stands already on the path from the root, or earlier in the same answer, comes as only
 * its `@href`: readers look it up in the rest of the answer.
 * @stable
 */
export interface WireReference {
  /** Its address below the server's. */
  readonly '@href': string;
}

/** What every resource has. @stable */
export interface WireObject<T extends string> {
  /** Name of the resource. */
  readonly '@type': T;
  /** Absent where the type has no address of its own. */
  readonly '@href'?: string;
  /** How much of it is there. */
  readonly '@representation'?: WireRepresentation;
  /** Always on standard objects; what a reader may do. A button without its permission is hidden. */
  readonly '@permissions'?: Readonly<Record<string, boolean>>;
  /** What of the query was not done. */
  readonly '@warnings'?: readonly WireWarning[];
}

/** Something of the query was not done. @stable */
export interface WireWarning {
  /** Name of the resource. */
  readonly '@type': 'warning';
  /** For people. */
  readonly message: string;
  /** `answer_cut`: there was no room in the answer for all of it. */
  readonly warning_type:
    'ignored_parameter' | 'ignored_value' | 'deprecated_parameter' | 'answer_cut';
  /** Of the query. */
  readonly parameter?: string;
  /** As it was given. */
  readonly value?: string;
}

/** Another page of the same list. @stable */
export interface WirePageLink {
  /** Its address below the server's. */
  readonly '@href': string;
  /** How many are skipped. */
  readonly offset: number;
  /** Most that one page has. */
  readonly limit: number;
}

/** `limit` 25 by default (100 on lists of the current user), at most 100. @stable */
export interface WirePagination {
  /** Most that one page has. */
  readonly limit: number;
  /** How many are skipped. */
  readonly offset: number;
  /** All that match. */
  readonly count: number;
  /** Is it the first page? */
  readonly is_first: boolean;
  /** Is it the last page? */
  readonly is_last: boolean;
  /** null: it is the last. */
  readonly next: WirePageLink | null;
  /** null: it is the first. */
  readonly prev: WirePageLink | null;
  /** The first page. */
  readonly first: WirePageLink;
  /** The last page. */
  readonly last: WirePageLink;
}

/** `{ '@type': 'builds', '@pagination': …, builds: [ … ] }`. @stable */
export type WireCollection<K extends string, T> = WireObject<K> & {
  /** Absent where all of it is there. */
  readonly '@pagination'?: WirePagination;
} & { readonly [key in K]: readonly T[] };

/** Only what names it. @stable */
export interface WireMinimal<T extends string> extends WireObject<T> {
  /** Positive; of the database. */
  readonly id: number;
}

/** Answer 202: the work was accepted and happens soon; its effect comes as an event. @stable */
export interface WirePending extends WireObject<'pending'> {
  /** What was asked for. */
  readonly state_change: 'cancel' | 'restart' | 'prioritize' | 'created' | 'redelivery';
  /** Of `prioritize`: how many jobs wait. */
  readonly waiting?: number;
  /** Of `prioritize`: ids of builds that were canceled for it. */
  readonly canceled_builds?: readonly number[];
  /** Of what. */
  readonly resource_type: 'build' | 'job' | 'request' | 'delivery' | 'notification';
  /** The build. */
  readonly build?: WireMinimal<'build'>;
  /** The job. */
  readonly job?: WireMinimal<'job'>;
  /** The delivery. */
  readonly delivery?: WireReference;
  /** The notification. */
  readonly notification?: { readonly id: number };
  /** Of a created request: its id, to wait for. */
  readonly request?: {
    readonly id?: number;
    readonly branch?: string;
    readonly message?: string | null;
  };
  /** The repository. */
  readonly repository?: WireMinimal<'repository'> & {
    readonly name: string;
    readonly slug: string;
  };
  /** That may be made within the hour. */
  readonly remaining_requests?: number;
}

/** v3's words for what is wrong. @stable */
export type WireErrorType =
  | 'not_found'
  | 'login_required'
  | 'wrong_credentials'
  | 'insufficient_access'
  | 'admin_access_required'
  | 'wrong_params'
  | 'client_error'
  | 'method_not_allowed'
  | 'repository_inactive'
  | 'build_already_running'
  | 'already_syncing'
  | 'build_not_cancelable'
  | 'job_already_running'
  | 'job_not_cancelable'
  | 'job_unfinished'
  | 'log_already_removed'
  | 'last_administrator'
  | 'last_way_in'
  | 'acting'
  | 'not_acting'
  | 'second_factor_required'
  | 'sign_in'
  | 'link_used'
  | 'conflict'
  | 'duplicate_resource'
  | 'unprocessable_entity'
  | 'request_limit_reached'
  | 'server_error'
  | 'not_implemented'
  | 'timeout_error';

/** Body of every answer with a status of 400 or more. @stable */
export interface WireError extends WireObject<'error'> {
  /** v3's word for it. */
  readonly error_type: WireErrorType;
  /** For people: what is wrong and the way out. */
  readonly error_message: string;
  /** Turnpike's code, `TURNPIKE_…`. */
  readonly error_code?: string;
  /** The same, for our own processes. */
  readonly code?: string;
  /** The same call may succeed later. */
  readonly retryable?: boolean;
  /** What it is about: `repository`. */
  readonly resource_type?: string;
  /** The right that is missing. */
  readonly permission?: string;
  /** Of `request_limit_reached` by a repository. */
  readonly max_requests?: number;
  /** Time in which `max_requests` count. */
  readonly per_seconds?: number;
  /** Also the `X-Request-Id` of the answer. */
  readonly request_id?: string;
  /** Where the fault is and the way out. */
  readonly details?: Readonly<Record<string, JsonValue>>;
  /** Of version 2 of the API: the same in its form. */
  readonly error?: { readonly message: string; readonly code: string };
  /** Of version 2, where something was not found: `not found`, as it has always said. */
  readonly file?: string;
}
