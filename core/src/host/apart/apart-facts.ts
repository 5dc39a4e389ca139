/** What administrators should know of plugins in processes of their own. */
import type { ApartInfo } from '../../contracts/host.js';
import type { FactLook, FactSource } from '../../contracts/facts.js';
import type { Unit } from '../unit.js';

/** One a plugin whose process ended since the server started. */
export function apartFacts(units: readonly Unit[]): readonly FactSource[] {
  return units.flatMap(({ plugin, apart, scope }) => {
    const info = apart?.info();
    // One that failed is told of as any other plugin.
    if (!info || info.lastEnd === null || scope.state !== 'running') return [];
    return [{ id: `plugin-${plugin}`, title: `Plugin ${plugin}`, look: async () => lookOf(info) }];
  });
}

function lookOf({ state, restarts, lastEnd }: ApartInfo): FactLook {
  const times = `${restarts} ${restarts === 1 ? 'time' : 'times'}`;
  const text = { 'given-up': 'was given up', restarting: 'is being started again' }[
    state as string
  ];
  return {
    state: 'warning',
    text: `${text ?? `its process was started again ${times}`}: ${lastEnd}`,
    wayOut: 'See its lines in the log of this process; starting the server anew tries it again.',
  };
}
