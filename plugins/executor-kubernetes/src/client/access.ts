import type { SecureContextOptions } from 'node:tls';

/** How one cluster is reached, and as whom. */
export interface ClusterAccess {
  /** Of the API server: `https://10.0.0.1:6443`, without a trailing slash. */
  readonly server: string;
  readonly tls: Pick<SecureContextOptions, 'ca' | 'cert' | 'key'> & {
    readonly servername?: string;
    readonly rejectUnauthorized?: boolean;
  };
  /** `Authorization`, as it is now: tokens are exchanged while we run. `again`: the last one was refused. */
  headers(again?: boolean): Promise<Readonly<Record<string, string>>>;
  /** Of the context or the service account. */
  readonly namespace?: string;
  /** Where it was found, for people. */
  readonly source: string;
}
