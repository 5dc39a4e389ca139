/** Puts changed plugins in the place of those that run, or tells why only a start can. */
import type { Host } from '../../host/host.js';
import type { LoadedPlugin } from '../../host/load.js';
import type { HostPlan } from '../../host/plan.js';

export interface TakeOver {
  /** undefined: it could not be started before. */
  readonly host: Host | undefined;
  readonly before: HostPlan;
  readonly next: HostPlan;
  /** Paths. */
  readonly changed: readonly string[];
}
export interface TakenOver {
  /** Why everything has to start anew; absent: it was done without. */
  readonly restart?: string;
  readonly lines: readonly string[];
}

export async function takeOver({ host, before, next, changed }: TakeOver): Promise<TakenOver> {
  if (!host) return { restart: 'changed', lines: [] };
  if (changed.some((path) => next.configFiles.includes(path)))
    return { restart: 'the configuration has changed', lines: [] };
  const of = (plan: HostPlan) => plan.installed.filter(({ source }) => changed.includes(source));
  const ids = (plugins: readonly LoadedPlugin[]) => plugins.map(({ id }) => id).join();
  if (ids(of(before)) !== ids(of(next))) return { restart: 'other plugins', lines: [] };
  return replaceAll(host, of(next));
}

async function replaceAll(host: Host, plugins: readonly LoadedPlugin[]): Promise<TakenOver> {
  const lines: string[] = [];
  for (const loaded of plugins) {
    try {
      const reason = await host.replace(loaded);
      if (reason !== undefined) return { restart: `${loaded.id}: ${reason}`, lines };
      lines.push(`${loaded.id} replaced`);
    } catch (error) {
      lines.push(`${loaded.id} goes on as it was: ${String((error as Error).message)}`);
    }
  }
  return { lines };
}
