/** On whose behalf code runs: kept across promises and timers, so that a fault of any kind has a name. */
import { currentWork, runAs, type Work } from '../work/current.js';
import { measured, type WorkRecord } from '../work/measured.js';

/** By plugin, then whether a transaction is open: made once, a plugin works thousands of times a second. */
const works = new Map<string, readonly [outside: Work, inside: Work]>();

/** Runs it, and all that it begins, in the plugin's name. */
export function asPlugin<T>(plugin: string, work: () => T): T {
  let both = works.get(plugin);
  if (!both) works.set(plugin, (both = [{ plugin }, { plugin, inTransaction: true }]));
  return runAs(both[currentWork().inTransaction ? 1 : 0], work);
}

/** The same, and counts it with the work of one kind that the host has the plugin do. */
export function asWork<T>(plugin: string, record: WorkRecord, work: () => T): T {
  return measured(record, () => asPlugin(plugin, work));
}

/** Id of the plugin whose code runs now; undefined: it is the core's. */
export function whoseWork(): string | undefined {
  return currentWork().plugin;
}
