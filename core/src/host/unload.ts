import { ConflictError, NotFoundError } from '../contracts/errors.js';
import { withinTime } from '../hooks/tap-runner.js';
import { dependents } from './failures.js';
import { pluginFailed } from './problems.js';
import { stopUnit } from './stop.js';
import type { Unit } from './unit.js';

/** Stops one plugin while the others run. Throws what its `stop` threw, after everything is undone. */
export async function unloadUnit(
  id: string,
  units: readonly Unit[],
  limitMs: number,
): Promise<void> {
  const unit = units.find((one) => one.plugin === id && one.scope.state === 'running');
  if (!unit) throw new NotFoundError(`The plugin ${id} does not run here.`, { plugin: id });
  const users = dependents(unit, units).map((user) => user.plugin);
  if (users.length > 0) {
    throw new ConflictError(
      'TURNPIKE_CONFLICT',
      `${id} cannot be unloaded: ${users.join(', ')} cannot run without it.`,
      { plugin: id, users, wayOut: 'Unload those first.' },
    );
  }
  let failure: unknown;
  await stopUnit(unit, async (what, work) => {
    try {
      await withinTime(Promise.resolve(work()), limitMs);
    } catch (error) {
      failure ??= pluginFailed(id, what, error);
    }
  });
  if (failure !== undefined) throw failure;
}
