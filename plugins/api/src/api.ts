/** What every endpoint has at hand. */
import type {
  Clock,
  CodeHosts,
  Commands,
  ConfigCompiler,
  Deliveries,
  EventSource,
  Hooks,
  InstalledPlugins,
  Limits,
  Logger,
  LogReader,
  LoginMethod,
  RequestPreview,
  SecretBox,
  TokenIssuer,
  VcsProvider,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import type { ApiConfig } from './config.js';

export interface Api {
  readonly config: ApiConfig;
  readonly limits: Limits;
  readonly store: Store;
  readonly commands: Commands;
  readonly logs: LogReader;
  readonly preview: RequestPreview | undefined;
  readonly compiler: ConfigCompiler | undefined;
  readonly deliveries: Deliveries | undefined;
  readonly installed: InstalledPlugins;
  readonly events: EventSource;
  readonly secrets: SecretBox;
  readonly tokenIssuer: TokenIssuer;
  readonly logins: readonly LoginMethod[];
  readonly vcsProviders: readonly VcsProvider[];
  readonly codeHosts: Pick<CodeHosts, 'all'>;
  readonly hooks: Hooks;
  readonly clock: Clock;
  readonly log: Logger;
  publicUrl(): string;
}
