/** Everything static of a plugin, checked before anything runs. */
import type { TurnpikeError } from '../../contracts/errors.js';
import type { LoadedPlugin } from '../load.js';
import type { AnyDefinition } from '../unit.js';
import { declaredParts } from './declared.js';
import { faultOf } from './fault.js';
import { operationFindings } from './operation-parts.js';
import { permissionFindings } from './permissions.js';
import { uiFindings } from './ui-parts.js';
import { ymlFindings } from './yml-nodes.js';

export { isSchema, isToken } from './declared.js';
export { operationFindings } from './operation-parts.js';
export { dryRunFaults } from './dry-run.js';
export { dryTapFaults, dryTaps } from './dry-taps.js';

/** All that is wrong with its declaration (TURNPIKE_PLUGIN_INVALID), each with plugin, place and way out. */
export function declarationFaults({ plugin, id, source }: LoadedPlugin): readonly TurnpikeError[] {
  const definition = plugin.definition as unknown as AnyDefinition;
  return [...declaredParts, permissionFindings, ymlFindings, uiFindings, operationFindings]
    .flatMap((look) => look(definition))
    .map((finding) => faultOf(id, source, finding));
}
