/** What a GitLab has: people, groups within groups, projects with a git repository each, what is set up at them. */
export interface LabPerson {
  readonly id: number;
  login: string;
  readonly token: string;
}
export interface LabToken {
  readonly person: LabPerson;
  readonly scope: 'api' | 'read_api';
  /** Milliseconds; `Infinity`: it does not end. */
  readonly endsAt: number;
}
export interface LabGroup {
  readonly id: number;
  /** `acme/team`. */
  path: string;
  /** Level by id of a person. */
  readonly members: Map<number, number>;
}
export interface LabHook {
  readonly id: number;
  url: string;
  token: string;
  signingToken: string;
  push_events: boolean;
  tag_push_events: boolean;
  merge_requests_events: boolean;
  alert_status: 'executable' | 'temporarily_disabled' | 'disabled';
  failures: number;
  readonly events: { readonly response_status: string; readonly created_at: string }[];
}
export interface LabKey {
  readonly id: number;
  readonly title: string;
  readonly key: string;
  can_push: boolean;
}
export interface LabStatus {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly name: string;
  status: string;
  description: string;
  target_url: string;
  readonly pipeline_id: number;
  readonly author: number;
}
export interface LabRequest {
  readonly iid: number;
  /** Of the whole server: never what a path names. */
  readonly id: number;
  readonly title: string;
  readonly author: LabPerson;
  readonly source: LabProject;
  readonly sourceBranch: string;
  targetBranch: string;
  state: 'opened' | 'closed' | 'merged';
  sha: string;
  detailed_merge_status: string;
}
export interface LabProject {
  readonly id: number;
  /** `acme/team/widgets`. */
  path: string;
  visibility: 'private' | 'internal' | 'public';
  archived: boolean;
  readonly gitDir: string;
  /** Level by id of a person. */
  readonly members: Map<number, number>;
  /** Groups that it is shared with, and the most that their members get by it. */
  readonly shares: { readonly group: LabGroup; readonly most: number }[];
  readonly hooks: LabHook[];
  readonly keys: LabKey[];
  readonly statuses: LabStatus[];
  readonly pipelines: { readonly id: number; readonly sha: string; readonly ref: string }[];
  readonly requests: LabRequest[];
  mergeRequestsOff: boolean;
}

export interface LabCall {
  readonly method: string;
  /** After `/api/v4`, as it came: encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the header; empty: there is none. */
  readonly token: string;
}
export interface LabAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export const missing = (what = ''): LabAnswer => ({
  status: 404,
  body: { message: what === '' ? '404 Not found' : `404 ${what} Not Found` },
});
export const refused = (status: number, message: unknown): LabAnswer => ({
  status,
  body: { message },
});
