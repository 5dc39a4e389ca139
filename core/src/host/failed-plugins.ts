import type { FactSource } from '../contracts/facts.js';
import type { Unit } from './unit.js';

/** One fact for each plugin that failed here: `turnpike doctor`, the system page and the metrics tell of it. */
export function failedPlugins(units: readonly Unit[]): readonly FactSource[] {
  const failed = units.filter(({ scope }) => scope.state === 'failed');
  return failed.map((unit) => ({
    id: `plugin-${unit.plugin}`,
    title: `Plugin ${unit.plugin}`,
    look: async () => ({ state: 'warning', text: textOf(unit), wayOut: WAY_OUT }),
  }));
}
const WAY_OUT =
  '`turnpike plugin doctor` says all that is wrong; mend it, or take it out of `plugins`, and start anew.';

function textOf({ scope, refuses }: Unit): string {
  const { failure = 'It failed.' } = scope.info();
  const refused = refuses.size === 0 ? '' : ` Refused in its name: ${[...refuses].join(', ')}.`;
  return `${failure}${refused}`;
}
