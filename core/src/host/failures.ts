/** What a failing plugin means for the others. */
import type { Logger } from '../contracts/host.js';
import type { Token } from '../contracts/tokens.js';
import { ConfigError, TurnpikeError } from '../contracts/errors.js';
import { joinProblems, pluginFailed } from './problems.js';
import { decidesPolicy, type Unit } from './unit.js';

interface Failing {
  readonly units: readonly Unit[];
  readonly log: Logger;
  readonly options: { readonly strict?: boolean };
}

/**
 * Disposes the plugin's scope and goes on. Throws where others require its tokens, or where it may
 * refuse things: what it would have forbidden must not happen; and wherever the host is `strict`.
 */
export async function failUnit(
  unit: Unit,
  phase: string,
  cause: unknown,
  { units, log, options }: Failing,
): Promise<void> {
  const error = pluginFailed(unit.plugin, phase, cause);
  const isPolicy = decidesPolicy(unit);
  await unit.scope.dispose(error.message).catch((undone: unknown) => {
    log.error({ plugin: unit.plugin, err: undone }, 'a failed plugin was not wholly undone');
  });
  unit.ready.resolve();
  const reasons = [
    ...(isPolicy ? [policyNeeded(unit.plugin)] : []),
    ...(cause instanceof ConfigError ? [forOperator(unit.plugin)] : []),
    ...dependents(unit, units).map((user) => neededBy(unit.plugin, user.plugin)),
  ];
  if (reasons.length > 0 || options.strict === true) throw joinProblems([error, ...reasons]);
  log.error({ plugin: unit.plugin, phase, err: cause }, 'a plugin failed; the rest goes on');
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
  if (decidesPolicy(unit) || dependents(unit, units).length > 0) return false;
  // Not strict: the test of a plugin learns of it from the log.
  failUnit(unit, phase, cause, { units, log, options: {} }).catch((error: unknown) => {
    log.error({ plugin: id, err: error }, 'a failed plugin was not wholly undone');
  });
  return true;
}

/** Plugins that run and cannot do without a token of this one. */
export function dependents(unit: Unit, units: readonly Unit[]): readonly Unit[] {
  const offered = new Set(unit.offers.filter(isSingle).map((token) => token.name));
  return units.filter(
    (other) =>
      other !== unit &&
      other.scope.state === 'running' &&
      other.requires.filter(isSingle).some((token) => offered.has(token.name)),
  );
}

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
  });
}
