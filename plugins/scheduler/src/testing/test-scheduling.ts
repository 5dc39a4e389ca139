/** A scheduler over a real store; hub is a note of what it was asked. */
import { AsyncSeriesBailHook, SyncBailHook } from 'tapable';
import type {
  Commands,
  Hooks,
  LimitContext,
  LimitReason,
  RouteContext,
  WorkerOffers,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { silentLogger } from '../../../../core/src/log/silent-logger.js';
import { Config } from '../config.js';
import type { Scheduling } from '../context.js';
import { forgetWorkers } from '../known-workers.js';

export interface TestScheduling extends Scheduling {
  readonly errored: { readonly jobId: number; readonly reason: string }[];
}

export function makeScheduling(store: Store, config: unknown = {}): TestScheduling {
  const errored: TestScheduling['errored'] = [];
  const commands: Partial<Commands> = {
    async errorJob({ jobId, reason }) {
      errored.push({ jobId, reason });
      const from = ['created', 'queued'] as const;
      const done = await store.jobs.transition(jobId, { from, to: 'errored', reason });
      return { accepted: done !== undefined };
    },
  };
  const hooks = {
    job: {
      limit: new AsyncSeriesBailHook<[LimitContext], LimitReason | undefined>(['context']),
      route: new SyncBailHook<[RouteContext], string | undefined>(['context']),
    },
  } as unknown as Hooks;
  return {
    config: Config.parse(config),
    deps: { store, commands: commands as Commands },
    hooks,
    log: silentLogger,
    errored,
  };
}

export async function sayHello(
  store: Store,
  name: string,
  offers: Partial<WorkerOffers> = {},
  queues: readonly string[] = ['builds.linux'],
): Promise<void> {
  await store.workers.hello({
    name,
    queues,
    offers: { os: ['linux'], arch: ['amd64'], labels: [], ...offers },
    executor: 'dummy',
    isolation: 'none',
    slots: 1,
    version: '1',
  });
  // What the event `worker:changed` does in the plugin.
  forgetWorkers(store);
}
