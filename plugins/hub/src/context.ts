import { tokens, type Deps, type Hooks, type Limits, type Logger } from '@turnpike/sdk';
import { tokens as storeTokens } from '@turnpike/sdk/store';
import type { Store } from '@turnpike/sdk/store';
import type { HubConfig } from './config.js';
import type { ClaimLine } from './claim-line.js';
import type { CloneTokens } from './clone-tokens.js';
import type { Meter } from './meter.js';
import type { NotifiersFor } from './notify-build.js';
import type { Renewals } from './renewals.js';

export const requires = {
  store: storeTokens.store,
  installed: tokens.installed,
  secrets: tokens.secrets,
  tokenIssuer: tokens.tokenIssuer,
  vcsProviders: tokens.vcsProviders,
};

/** What hub's verbs need. Several hubs share nothing but the store. */
export interface Hub {
  readonly store: Store;
  readonly config: HubConfig;
  readonly limits: Limits;
  readonly deps: Pick<Deps<typeof requires>, 'secrets' | 'tokenIssuer' | 'vcsProviders'>;
  readonly hooks: Pick<Hooks, 'job'>;
  readonly log: Logger;
  /** Name of this process. */
  readonly process: string;
  readonly publicUrl: string;
  /** Where jobs reach caches, workspaces and artifacts; undefined: there is no such place. */
  readonly storageUrl: string | undefined;
  readonly meter: Meter;
  readonly claims: ClaimLine;
  readonly renewals: Renewals;
  readonly clones: Pick<CloneTokens, 'keep'>;
  /** Those that have something to say to a provider's repositories, running here or not. */
  readonly notifiers: NotifiersFor;
}
