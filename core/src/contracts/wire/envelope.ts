/** The envelope of every answer: Travis's API v3 (travis-api facts 3 and 4). All names are snake_case. */
import type { JsonValue } from '../domain.js';

/** UTC, `2026-11-23T19:45:28Z`; builds and jobs carry milliseconds in `created_at` and `updated_at`. */
export type WireTime = string;

export type WireRepresentation = 'minimal' | 'standard' | 'list';

/**
 * An object that stands already on the path from the root, or earlier in the same answer, comes as only
 * its `@href`: readers look it up in the rest of the answer.
 */
export interface WireReference {
  readonly '@href': string;
}

export interface WireObject<T extends string> {
  readonly '@type': T;
  /** Absent where the type has no address of its own. */
  readonly '@href'?: string;
  readonly '@representation'?: WireRepresentation;
  /** Always on standard objects; what a reader may do. A button without its permission is hidden. */
  readonly '@permissions'?: Readonly<Record<string, boolean>>;
  readonly '@warnings'?: readonly WireWarning[];
}

export interface WireWarning {
  readonly '@type': 'warning';
  readonly message: string;
  /** `answer_cut`: there was no room in the answer for all of it. */
  readonly warning_type:
    'ignored_parameter' | 'ignored_value' | 'deprecated_parameter' | 'answer_cut';
  /** Of the query. */
  readonly parameter?: string;
  readonly value?: string;
}

export interface WirePageLink {
  readonly '@href': string;
  readonly offset: number;
  readonly limit: number;
}

/** `limit` 25 by default (100 on lists of the current user), at most 100. */
export interface WirePagination {
  readonly limit: number;
  readonly offset: number;
  readonly count: number;
  readonly is_first: boolean;
  readonly is_last: boolean;
  readonly next: WirePageLink | null;
  readonly prev: WirePageLink | null;
  readonly first: WirePageLink;
  readonly last: WirePageLink;
}

/** `{ '@type': 'builds', '@pagination': …, builds: [ … ] }`. */
export type WireCollection<K extends string, T> = WireObject<K> & {
  readonly '@pagination'?: WirePagination;
} & { readonly [key in K]: readonly T[] };

/** Only what names it. */
export interface WireMinimal<T extends string> extends WireObject<T> {
  readonly id: number;
}

/** Answer 202: the work was accepted and happens soon; its effect comes as an event. */
export interface WirePending extends WireObject<'pending'> {
  readonly state_change: 'cancel' | 'restart' | 'created' | 'redelivery';
  readonly resource_type: 'build' | 'job' | 'request' | 'delivery' | 'notification';
  readonly build?: WireMinimal<'build'>;
  readonly job?: WireMinimal<'job'>;
  readonly delivery?: WireReference;
  readonly notification?: { readonly id: number };
  /** Of a created request: its id, to wait for. */
  readonly request?: {
    readonly id?: number;
    readonly branch?: string;
    readonly message?: string | null;
  };
  readonly repository?: WireMinimal<'repository'> & {
    readonly name: string;
    readonly slug: string;
  };
  readonly remaining_requests?: number;
}

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
  | 'build_not_cancelable'
  | 'job_already_running'
  | 'job_not_cancelable'
  | 'job_unfinished'
  | 'log_already_removed'
  | 'last_administrator'
  | 'link_used'
  | 'conflict'
  | 'duplicate_resource'
  | 'unprocessable_entity'
  | 'request_limit_reached'
  | 'server_error'
  | 'not_implemented'
  | 'timeout_error';

/** Body of every answer with a status of 400 or more. */
export interface WireError extends WireObject<'error'> {
  readonly error_type: WireErrorType;
  /** For people: what is wrong and the way out. */
  readonly error_message: string;
  /** Turnpike's code, `TURNPIKE_…`. */
  readonly error_code?: string;
  /** The same, for our own processes. */
  readonly code?: string;
  /** The same call may succeed later. */
  readonly retryable?: boolean;
  readonly resource_type?: string;
  readonly permission?: string;
  /** Of `request_limit_reached` by a repository. */
  readonly max_requests?: number;
  readonly per_seconds?: number;
  /** Also the `X-Request-Id` of the answer. */
  readonly request_id?: string;
  readonly details?: Readonly<Record<string, JsonValue>>;
}
