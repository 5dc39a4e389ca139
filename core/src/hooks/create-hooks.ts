import {
  AsyncSeriesBailHook,
  AsyncSeriesHook,
  AsyncSeriesWaterfallHook,
  HookMap,
  SyncBailHook,
  SyncHook,
  SyncWaterfallHook,
} from 'tapable';
import type { Hooks } from '../contracts/hooks.js';
import { assertOutsideTransaction } from '../store/guard.js';

interface Interceptable {
  readonly name?: string | undefined;
  intercept(interceptor: { call(): void }): void;
}

/** Refuses a call inside a store transaction: whoever answers might ask the database and hang. */
function guarded<H extends Interceptable>(hook: H): H {
  const what = `hook ${hook.name ?? ''}`;
  hook.intercept({ call: () => assertOutsideTransaction(what) });
  return hook;
}

/** The hooks of one process, nothing tapped yet. Plugins get them through `scopedHooks`. */
export function createHooks(): Hooks {
  return {
    delivery: {
      accept: guarded(new AsyncSeriesBailHook(['delivery', 'event'], 'delivery.accept')),
    },
    request: {
      accept: guarded(new AsyncSeriesBailHook(['context'], 'request.accept')),
      approve: guarded(new AsyncSeriesBailHook(['context'], 'request.approve')),
    },
    config: {
      fetch: guarded(new AsyncSeriesBailHook(['fetch'], 'config.fetch')),
      normalize: guarded(new AsyncSeriesWaterfallHook(['context'], 'config.normalize')),
    },
    matrix: { expand: guarded(new AsyncSeriesWaterfallHook(['context'], 'matrix.expand')) },
    job: {
      limit: guarded(new AsyncSeriesBailHook(['context'], 'job.limit')),
      route: guarded(new SyncBailHook(['context'], 'job.route')),
      payload: guarded(new AsyncSeriesWaterfallHook(['context'], 'job.payload')),
      command: guarded(new AsyncSeriesBailHook(['context'], 'job.command')),
    },
    script: {
      stage: new HookMap((stage: string) =>
        guarded(new SyncHook(['context'], `script.stage ${stage}`)),
      ),
    },
    instance: {
      started: guarded(new AsyncSeriesHook(['context'], 'instance.started')),
      stopping: guarded(new AsyncSeriesHook(['context'], 'instance.stopping')),
    },
    log: { filter: guarded(new SyncWaterfallHook(['context'], 'log.filter')) },
    notification: { filter: guarded(new AsyncSeriesBailHook(['context'], 'notification.filter')) },
    access: { decide: guarded(new AsyncSeriesBailHook(['context'], 'access.decide')) },
    host: {
      ready: guarded(new AsyncSeriesHook([], 'host.ready')),
      stopping: guarded(new AsyncSeriesHook([], 'host.stopping')),
    },
  };
}
