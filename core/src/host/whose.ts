/** On whose behalf code runs: kept across promises and timers, so that a fault of any kind has a name. */
import { AsyncLocalStorage } from 'node:async_hooks';

const working = new AsyncLocalStorage<string>();

/** Runs it, and all that it begins, in the plugin's name. */
export function asPlugin<T>(plugin: string, work: () => T): T {
  return working.run(plugin, work);
}

/** Id of the plugin whose code runs now; undefined: it is the core's. */
export function whoseWork(): string | undefined {
  return working.getStore();
}
