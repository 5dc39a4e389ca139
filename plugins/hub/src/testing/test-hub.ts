/** A hub over a real store, with everything around it faked. */
import { AsyncSeriesBailHook, AsyncSeriesWaterfallHook } from 'tapable';
import type {
  CloneAccess,
  Events,
  Hooks,
  Job,
  JobCommandContext,
  NotifierDefaults,
  PayloadContext,
  Rejection,
  SecretBox,
  TokenIssuer,
  VcsProvider,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { coreConfig } from '../../../../core/src/contracts/config.js';
import { silentLogger } from '../../../../core/src/log/silent-logger.js';
import { createClaimLine } from '../claim-line.js';
import { Config } from '../config.js';
import type { Hub } from '../context.js';
import type { NotifiersFor } from '../notify-build.js';
import { createRenewals } from '../renewals.js';

const QUEUE = 'builds.linux';

/** Tells of everything, always. */
export const loud: NotifierDefaults = {
  id: 'loud',
  key: null,
  events: ['started', 'finished', 'canceled'],
  onSuccess: 'always',
  onFailure: 'always',
  onStart: 'always',
  onCancel: 'always',
  onError: 'always',
  pullRequests: true,
  always: true,
};

const secrets: Partial<SecretBox> = {
  seal: (plain) => `sealed(${plain})`,
  open: (sealed) => /^sealed\((.*)\)$/s.exec(sealed)?.[1] ?? fail(`cannot open ${sealed}`),
  decryptWith: (privateKey, secure) =>
    secure.startsWith(`${privateKey}:`) ? secure.slice(privateKey.length + 1) : fail('other key'),
};

function fail(message: string): never {
  throw new Error(message);
}

const tokenIssuer: Partial<TokenIssuer> = {
  runToken: async ({ jobId, run }) => `run-token ${jobId}.${run}`,
  jobToken: async ({ jobId, run }, seconds) => `job-token ${jobId}.${run} ${seconds}`,
};

export interface TestHubOptions {
  readonly config?: Record<string, unknown>;
  readonly notifiers?: NotifiersFor;
  readonly cloneAccess?: () => Promise<CloneAccess>;
}

export function makeHub(store: Store, options: TestHubOptions = {}): Hub {
  const hooks = {
    job: {
      command: new AsyncSeriesBailHook<[JobCommandContext], Rejection | undefined>(['context']),
      payload: new AsyncSeriesWaterfallHook<[PayloadContext]>(['context']),
    },
  } as unknown as Pick<Hooks, 'job'>;
  const cloneAccess =
    options.cloneAccess ??
    (async () => ({ url: 'https://git.example.com/e.git', credential: null }));
  return {
    store,
    config: Config.parse(options.config ?? {}),
    deps: {
      secrets: secrets as SecretBox,
      tokenIssuer: tokenIssuer as TokenIssuer,
      vcsProviders: [{ id: 'git', cloneAccess } as unknown as VcsProvider],
    },
    hooks,
    log: silentLogger,
    limits: coreConfig.parse({}).limits,
    publicUrl: 'https://ci.example.com/base',
    storageUrl: Config.parse(options.config ?? {}).storageUrl,
    claims: createClaimLine(store.runs),
    renewals: createRenewals(store.runs),
    clones: { keep: async () => {} },
    process: 'test-hub',
    meter: { claimed() {}, started() {}, ended() {}, lost() {} },
    notifiers: options.notifiers ?? (() => [loud]),
  };
}

/** What the scheduler does. */
export async function enqueue(store: Store, ...jobs: readonly Pick<Job, 'id'>[]): Promise<void> {
  for (const { id } of jobs)
    await store.jobs.transition(id, { from: ['created'], to: 'queued', queue: QUEUE });
}

export interface Heard {
  readonly name: keyof Events;
  readonly data: Record<string, unknown>;
}

/** Names of what was told of one thing, in order. */
export function toldOf(heard: readonly Heard[], prefix: string): string[] {
  return heard.map((fact) => fact.name).filter((name) => name.startsWith(prefix));
}
