/** Plugins that `turnpike plugin add` brought, as the loader takes them. */
import { join } from 'node:path';
import { isTurnpikeError, type TurnpikeError } from '../../contracts/errors.js';
import type { Origin } from '../../config/layer.js';
import { integrityProblem } from './check-integrity.js';
import { LOCK_FILE, readLock, type AddedPlugin, type AddedPlugins } from './lock-file.js';

export interface AddedSpecs {
  /** Absolute paths of what is to be loaded. */
  readonly specs: readonly string[];
  /** Of all that were added. Those that are not loaded have settings all the same, which are nobody's mistake. */
  readonly ids: readonly string[];
  readonly problems: readonly TurnpikeError[];
  originOf(spec: string): Origin | undefined;
}

/** Looks whether each is what was consented to; what is not is not loaded. */
export async function addedPlugins(dir: string): Promise<AddedSpecs> {
  try {
    return await checkedSpecs(dir, readLock(dir));
  } catch (error) {
    if (!isTurnpikeError(error)) throw error;
    return { specs: [], ids: [], problems: [error], originOf: () => undefined };
  }
}

async function checkedSpecs(dir: string, plugins: AddedPlugins): Promise<AddedSpecs> {
  const specs: string[] = [];
  const problems: TurnpikeError[] = [];
  for (const [name, one] of Object.entries(plugins)) {
    const problem = one.enabled ? await integrityProblem(dir, name, one) : undefined;
    if (problem) problems.push(problem);
    if (one.enabled && !problem) specs.push(specOf(dir, one));
  }
  const origin: Origin = { layer: 'file', source: join(dir, LOCK_FILE) };
  const originOf = (spec: string) => (specs.includes(spec) ? origin : undefined);
  return { specs, ids: Object.values(plugins).flatMap((one) => one.plugins), problems, originOf };
}

function specOf(dir: string, { folder, entry }: AddedPlugin): string {
  return join(dir, folder, entry);
}
