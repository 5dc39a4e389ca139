/** One host of the configuration, as both dialects need it. Addresses are without a slash at their end. */
export interface HostSettings {
  /** What repositories name. */
  readonly id: string;
  readonly kind: 'bitbucket' | 'bitbucket-datacenter';
  /** For people. */
  readonly name: string;
  /** As its users open it; may have a path. */
  readonly url: string;
  /** As the server finds it. */
  readonly reachUrl: string;
  readonly apiUrl: string;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  /** Where sign-ins come back to; the server knows it once it listens. */
  redirectUri(): string;
  readonly fetch: typeof fetch;
  /** Lent to repositories that have no credential. */
  readonly token: string | undefined;
  readonly webhookSecrets: readonly string[];
  readonly pollSeconds: number;
}
