/** What a failing plugin means for the others. */
import type { Logger } from '../contracts/host.js';
import type { Token } from '../contracts/tokens.js';
import { ConfigError, TurnpikeError } from '../contracts/errors.js';
import { failClosed, guardedBy, type Asked } from './guards.js';
import { joinProblems, pluginFailed } from './problems.js';
import type { Unit } from './unit.js';

interface Failing extends Asked {
  readonly units: readonly Unit[];
  readonly log: Logger;
  readonly options: { readonly strict?: boolean };
}

/**
 * Disposes the plugin's scope and goes on; what it guards is refused from now on, and plugins from elsewhere that
 * require its tokens fail with it. Throws where the server cannot be without it: one of ours that decides, that is
 * configured wrongly, or that others of ours require; and wherever the host is `strict`.
 */
export async function failUnit(
  unit: Unit,
  phase: string,
  cause: unknown,
  failing: Failing,
): Promise<void> {
  const { units, log, options } = failing;
  // It went with another one, which was told.
  if (unit.scope.state !== 'running') return;
  const error = pluginFailed(unit.plugin, phase, cause);
  const guarded = guardedBy(unit);
  // First: there is no moment in which nobody is asked.
  failClosed(unit, guarded, error, failing);
  await unit.scope.dispose(error.message).catch((undone: unknown) => {
    log.error({ plugin: unit.plugin, err: undone }, 'a failed plugin was not wholly undone');
  });
  unit.ready.resolve();
  const reasons = reasonsToStop(unit, cause, guarded.length > 0, units);
  if (reasons.length > 0 || options.strict === true) throw joinProblems([error, ...reasons]);
  const refuses = guarded.length === 0 ? {} : { refuses: guarded };
  log.error({ plugin: unit.plugin, phase, ...refuses, err: cause }, said(guarded.length));
  for (const user of dependents(unit, units))
    await failUnit(user, 'go on', neededBy(unit.plugin, user.plugin), failing);
}

function said(guarded: number): string {
  if (guarded === 0) return 'a plugin failed; the rest goes on';
  return 'a plugin failed; what it guards is refused, the rest goes on';
}

function reasonsToStop(
  unit: Unit,
  cause: unknown,
  isGuard: boolean,
  units: readonly Unit[],
): readonly TurnpikeError[] {
  const users = dependents(unit, units).filter(({ isForeign }) => !isForeign);
  const needed = users.map((user) => neededBy(unit.plugin, user.plugin));
  if (unit.isForeign) return needed;
  return [
    ...(isGuard ? [policyNeeded(unit.plugin)] : []),
    ...(cause instanceof ConfigError ? [forOperator(unit.plugin)] : []),
    ...needed,
  ];
}

/** Of a plugin that already runs. Answers at once; what it had registered is undone behind it. */
export function failForeign(failing: Failing, id: string, phase: string, cause: unknown): boolean {
  const { units, log } = failing;
  const unit = units.find(({ plugin }) => plugin === id);
  if (!unit?.isForeign) return false;
  if (unit.scope.state !== 'running') {
    log.debug({ plugin: id, phase, err: cause }, 'what is left of a failed plugin failed again');
    return true;
  }
  if (reasonsToStop(unit, cause, false, units).length > 0) return false;
  // Not strict: the test of a plugin learns of it from the log.
  failUnit(unit, phase, cause, { ...failing, options: {} }).catch((error: unknown) => {
    log.error({ plugin: id, err: error }, 'a failed plugin was not wholly undone');
  });
  return true;
}

/** Plugins that run and cannot do without a token that no other one here provides. */
export function dependents(unit: Unit, units: readonly Unit[]): readonly Unit[] {
  const others = units.filter((other) => other !== unit && other.scope.state === 'running');
  const elsewhere = new Set(others.flatMap(namesOffered));
  const lost = new Set(namesOffered(unit).filter((name) => !elsewhere.has(name)));
  return others.filter(({ requires }) =>
    requires.filter(isSingle).some((token) => lost.has(token.name)),
  );
}

const namesOffered = ({ offers }: Unit): readonly string[] =>
  offers.filter(isSingle).map(({ name }) => name);

function isSingle(token: Token): token is Extract<Token, { kind: 'single' }> {
  return token.kind === 'single';
}

/** A folder that is taken, a missing setting: going on without the role would hide what has to be mended. */
function forOperator(plugin: string): TurnpikeError {
  return new TurnpikeError('TURNPIKE_PLUGIN_FAILED', `${plugin} cannot run as it is configured.`, {
    plugin,
    wayOut: 'Mend its configuration, or leave it out of `run`.',
  });
}

function policyNeeded(plugin: string): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_PLUGIN_FAILED',
    `${plugin} decides what is allowed, so nothing runs without it.`,
    { plugin },
  );
}

function neededBy(plugin: string, user: string): TurnpikeError {
  return new TurnpikeError('TURNPIKE_PLUGIN_FAILED', `${user} cannot run without ${plugin}.`, {
    plugin: user,
    wayOut: `Mend ${plugin}, or leave both out of \`run\`.`,
  });
}
