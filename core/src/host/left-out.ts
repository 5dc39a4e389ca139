/** Whose problem it is: a plugin from elsewhere is left out for it, anything else stops the start. */
import type { TurnpikeError } from '../contracts/errors.js';

/** What is wrong with single plugins, by id; filled while a plan is made. */
export type FaultMap = Map<string, readonly TurnpikeError[]>;

export function addFaults(faults: FaultMap, id: string, found: readonly TurnpikeError[]): void {
  if (found.length > 0) faults.set(id, [...(faults.get(id) ?? []), ...found]);
}

/** Puts what one of those plugins is to blame for with its faults; answers the rest. */
export function sortOut(
  problems: readonly TurnpikeError[],
  mayBeLeftOut: (id: string) => boolean,
  faults: FaultMap,
): readonly TurnpikeError[] {
  return problems.filter((problem) => {
    const id = blamed(problem).find(mayBeLeftOut);
    if (id !== undefined) addFaults(faults, id, [problem]);
    return id === undefined;
  });
}

/** Of a circle any of its plugins opens it by its absence. */
function blamed({ details }: TurnpikeError): readonly string[] {
  const { plugin, circle } = details;
  const round = Array.isArray(circle) ? (circle as readonly string[]) : [];
  return plugin === undefined ? round : [...round, plugin];
}
