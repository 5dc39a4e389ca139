/** What a GitHub has: people, repositories, what is set up at them. */
export interface HostRepository {
  readonly id: number;
  owner: string;
  name: string;
  private: boolean;
  /** Level of people by login. */
  readonly rights: Map<string, 'admin' | 'write' | 'read'>;
  readonly hooks: HostHook[];
  readonly keys: { id: number; title: string; key: string; read_only: boolean }[];
  readonly statuses: {
    sha: string;
    state: string;
    context: string;
    description: string;
    target_url: string;
  }[];
  readonly checks: HostCheck[];
  /** By ref. */
  readonly refs: Map<string, string>;
  /** By path. */
  readonly files: Map<string, string>;
  keysDisabled: boolean;
  /** What git serves; empty: nothing. */
  gitDir: string;
}

export interface HostHook {
  readonly id: number;
  active: boolean;
  events: readonly string[];
  config: Readonly<Record<string, string>>;
  last_response: { code: number | null; status: string; message: string | null };
}

export interface HostCheck {
  readonly id: number;
  annotations: object[];
  /** As it was made and changed. */
  body: Readonly<Record<string, unknown>>;
  requests: number;
}

export interface HostPerson {
  readonly id: number;
  readonly login: string;
  readonly token: string;
}

/** A call, and what may be done about it before it is answered. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the header; empty: there is none. */
  readonly token: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const refused = (status: number, message: string, errors?: readonly object[]): Answer => ({
  status,
  body: {
    message,
    documentation_url: 'https://docs.github.com/rest',
    ...(errors ? { errors } : {}),
  },
});
export const NOT_FOUND = refused(404, 'Not Found');
