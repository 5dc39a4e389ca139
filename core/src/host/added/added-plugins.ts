/** Plugins that `turnpike plugin add` brought, as the loader takes them. */
import { join } from 'node:path';
import { isTurnpikeError, type TurnpikeError } from '../../contracts/errors.js';
import type { Origin } from '../../config/layer.js';
import { HOOK_KINDS, type HookName } from '../../contracts/hooks.js';
import type { Refused } from '../stand-ins.js';
import { integrityProblem } from './check-integrity.js';
import { LOCK_FILE, readLock, type AddedPlugin, type AddedPlugins } from './lock-file.js';

export interface AddedSpecs {
  /** Absolute paths of what is to be loaded. */
  readonly specs: readonly string[];
  /** Of all that were added. Those that are not loaded have settings all the same, which are nobody's mistake. */
  readonly ids: readonly string[];
  readonly problems: readonly TurnpikeError[];
  /** Those that are not what was added, with the hooks that were consented to. */
  readonly refused: readonly Refused[];
  originOf(spec: string): Origin | undefined;
  /** What was consented to, by id; undefined: it was not added. */
  consentedTo(spec: string): AddedPlugin['consent']['asked'] | undefined;
}

/** Looks whether each is what was consented to; what is not is not loaded. */
export async function addedPlugins(dir: string): Promise<AddedSpecs> {
  try {
    return await checkedSpecs(dir, readLock(dir));
  } catch (error) {
    if (!isTurnpikeError(error)) throw error;
    return {
      specs: [],
      ids: [],
      problems: [error],
      refused: [],
      originOf: () => undefined,
      consentedTo: () => undefined,
    };
  }
}

async function checkedSpecs(dir: string, plugins: AddedPlugins): Promise<AddedSpecs> {
  const specs: string[] = [];
  const problems: TurnpikeError[] = [];
  const refused: Refused[] = [];
  for (const [name, one] of Object.entries(plugins)) {
    const problem = one.enabled ? await integrityProblem(dir, name, one) : undefined;
    if (problem) {
      problems.push(problem);
      refused.push(...one.plugins.map((id) => refusedOf(id, one, problem)));
    }
    if (one.enabled && !problem) specs.push(specOf(dir, one));
  }
  const origin: Origin = { layer: 'file', source: join(dir, LOCK_FILE) };
  const originOf = (spec: string) => (specs.includes(spec) ? origin : undefined);
  const ids = Object.values(plugins).flatMap((one) => one.plugins);
  const consentedTo = (spec: string) =>
    Object.values(plugins).find((one) => specOf(dir, one) === spec)?.consent.asked;
  return { specs, ids, problems, refused, originOf, consentedTo };
}

/** Hooks stand first in their lines, under a heading that may have other words in another version. */
function refusedOf(id: string, { consent, from }: AddedPlugin, problem: TurnpikeError): Refused {
  const asked = Object.values(consent.asked[id] ?? {}).flat();
  const hooks = asked.map((line) => line.split(' ')[0] ?? '').filter(isHook);
  const isUndeclared = asked.some((line) => line.startsWith('hooks that it does not declare'));
  return { id, source: from.spec, problems: [problem], ...(isUndeclared ? {} : { hooks }) };
}

const isHook = (name: string): name is HookName => Object.hasOwn(HOOK_KINDS, name);

function specOf(dir: string, { folder, entry }: AddedPlugin): string {
  return join(dir, folder, entry);
}
