/**
 * + The WebSocket at `/live`: JSON texts, one message each. The upgrade carries the session cookie, or
 * `Authorization: token …`; Origin is checked. Rights are checked for each topic, and again every minute.
 */
import type { EventName } from '../events.js';
import type { BuildState, JobState } from '../states.js';

/**
 * - `repos`: events of every repository that one may read
 * - `repo:ID`: of one repository, its requests, builds, stages and jobs
 * - `build:ID`, `job:ID`: of one build with its stages and jobs, of one job
 * - `log:JOB.RUN@OFFSET`: the bytes of a run's log from OFFSET on, until it is sealed
 * - `system`: workers, deliveries and notifications; administrators
 * - `plugin:ID/TOPIC`, `plugin:ID/TOPIC:REPOSITORY`: what a plugin tells of its own topic; for whom it declares it. Of a
 *   topic of repositories the first hears all that one may, the second one of them
 * @stable
 */
export type LiveTopic =
  | 'repos'
  | 'system'
  | `repo:${number}`
  | `build:${number}`
  | `job:${number}`
  | `log:${number}.${number}@${number}`
  | `plugin:${string}/${string}`;

/** Browser to server. At most 200 topics a connection; a log topic is ended by the same text without `@OFFSET`. @stable */
export type LiveRequest =
  | { readonly subscribe: readonly string[] }
  | { readonly unsubscribe: readonly string[] }
  /** Answered by `{pong}` with the same number. */
  | { readonly ping: number };

/** Payload of an event (`contracts/events.ts`) in snake_case; only what the event has is there. @stable */
export interface LiveEventData {
  /** Id of the repository. */
  readonly repository_id?: number | null;
  /** Id of the owner. */
  readonly owner_id?: number;
  /** Id of the request. */
  readonly request_id?: number;
  /** Id of the build. */
  readonly build_id?: number | null;
  /** Id of the stage. */
  readonly stage_id?: number;
  /** Id of the job. */
  readonly job_id?: number;
  /** Id of the delivery. */
  readonly delivery_id?: number;
  /** Id of the notification. */
  readonly notification_id?: number;
  /** Name of the worker. */
  readonly worker?: string;
  /** Of the build or job. */
  readonly number?: number | string;
  /** Where it stands. */
  readonly state?: BuildState | JobState;
  /** Of a request. */
  readonly result?: 'approved' | 'rejected';
  /** Number of the attempt, from 1. */
  readonly run?: number;
  /** Grows by one with each change of state. */
  readonly version?: number;
  /** Of `job:log`, which is relayed at most once a second and at the seal: the bytes come by the log's topic. */
  readonly end?: number;
  /** Nothing follows. */
  readonly sealed?: boolean;
  /** Id of the plugin that told it. */
  readonly plugin?: string;
  /** Name of the plugin's topic. */
  readonly topic?: string;
  /** As the topic's schema says. */
  readonly payload?: unknown;
}

/**
 * Bytes `offset` to `end` of a run's log. Cut between characters where it can be; `base64` instead of `text`
 * where the bytes are not UTF-8. Consecutive: the next message's `offset` is this one's `end`.
 * @stable
 */
export interface LiveLog {
  /** Id of the job. */
  readonly job: number;
  /** Number of the attempt, from 1. */
  readonly run: number;
  /** First byte. */
  readonly offset: number;
  /** Behind the last byte. */
  readonly end: number;
  /** The bytes, where they are UTF-8. */
  readonly text?: string;
  /** The bytes, where they are not. */
  readonly base64?: string;
  /** true: nothing follows, the topic has ended. May come with an empty text. */
  readonly sealed: boolean;
}

/** Server to browser. @stable */
export type LiveMessage =
  /** First, at once. */
  | { readonly hello: { readonly version: string; readonly bus: boolean } }
  | { readonly subscribed: readonly string[] }
  | {
      readonly refused: {
        readonly topic: string;
        readonly error_type: string;
        readonly error_message: string;
      };
    }
  | { readonly event: EventName; readonly data: LiveEventData }
  | { readonly log: LiveLog }
  /**
   * Events of these topics may have been lost (a slow reader, a broker that was away): read again what is shown.
   * A log topic is ended by it: subscribe again at the offset that was reached.
   */
  | { readonly dropped: readonly string[] }
  /** The bus came or went: while it is away, events come from re-reads every 2 s. */
  | { readonly bus: boolean }
  | { readonly pong: number };

/** Close codes: 4401 log in again, 4403 not allowed (Origin), 4429 too many topics, 1012 the server restarts. @stable */
export const LIVE_CLOSE = {
  unauthenticated: 4401,
  forbidden: 4403,
  tooMany: 4429,
  restart: 1012,
} as const;
