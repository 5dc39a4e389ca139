/** Writes the lock, unless the platform could not start with it. */
import type { TurnpikeError } from '../../contracts/errors.js';
import type { ConfigOptions } from '../../config/sources.js';
import { writeLock, type AddedPlugins } from '../../host/added/lock-file.js';
import { allProblems, planHost, type HostPlan } from '../../host/plan.js';
import { describeProblem, joinProblems } from '../../host/problems.js';

export interface LockChange {
  readonly dir: string;
  readonly options: ConfigOptions;
  readonly before: HostPlan;
  readonly was: AddedPlugins;
  readonly now: AddedPlugins;
}

/** Answers what is left to do, for people. Throws, with the lock as it was, what would be wrong that was not before. */
export async function changeLock(change: LockChange): Promise<readonly string[]> {
  const { dir, options, before, was, now } = change;
  await writeLock(dir, now);
  try {
    const known = new Set(allProblems(before).map(describeProblem));
    const fresh = allProblems(await planHost(options)).filter(
      (problem) => !known.has(describeProblem(problem)),
    );
    const grave = fresh.filter((problem) => !isSetting(problem));
    if (grave.length > 0) throw joinProblems(grave);
    return fresh.map(describeProblem);
  } catch (error) {
    await writeLock(dir, was);
    throw error;
  }
}

/** A key that has to be set for a plugin cannot be set before the plugin is there. */
const isSetting = ({ code }: TurnpikeError): boolean => code === 'TURNPIKE_CONFIG_INVALID';
