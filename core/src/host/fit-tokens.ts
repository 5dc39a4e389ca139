/** Orders plugins by their tokens, without those from elsewhere that cannot be met. */
import { planTokens, type TokenPlan } from '../di/check-tokens.js';
import { oursFirst } from './elsewhere.js';
import { sortOut, type FaultMap } from './left-out.js';
import type { Unit } from './unit.js';

/** What is left out goes to `faults`, and with it those from elsewhere that cannot do without. They stand last. */
export function fitTokens(
  units: readonly Unit[],
  ready: ReadonlyMap<string, string>,
  faults: FaultMap,
): TokenPlan<Unit> {
  for (;;) {
    const whole = units.filter(({ plugin }) => !faults.has(plugin));
    const { problems } = planTokens(
      oursFirst(whole, ({ isForeign }) => isForeign),
      ready,
    );
    const strangers = new Set(
      whole.filter(({ isForeign }) => isForeign).map(({ plugin }) => plugin),
    );
    const left = sortOut(problems, (id) => strangers.has(id), faults);
    if (left.length < problems.length) continue;
    const faulty = units.filter(({ plugin }) => faults.has(plugin));
    return { problems: left, order: [...planTokens(whole, ready).order, ...faulty] };
  }
}
