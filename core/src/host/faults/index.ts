/** Everything static of a plugin, checked before anything runs. */
import type { TurnpikeError } from '../../contracts/errors.js';
import type { LoadedPlugin } from '../load.js';
import type { AnyDefinition } from '../unit.js';
import { declaredParts } from './declared.js';
import { faultOf } from './fault.js';
import { operationFindings } from './operation-parts.js';
import { permissionFindings } from './permissions.js';
import { placeFindings, uiFindings } from './ui-parts.js';
import { textFindings } from './text-parts.js';
import { topicFindings } from './topic-parts.js';
import { settingFindings } from './setting-parts.js';
import { ymlFindings } from './yml-nodes.js';

export { isSchema, isToken } from './declared.js';
export { operationFindings } from './operation-parts.js';
export { dryRunFaults } from './dry-run.js';
export { dryTapFaults, dryTaps } from './dry-taps.js';

/** All that is wrong with its declaration (TURNPIKE_PLUGIN_INVALID), each with plugin, place and way out. */
export function declarationFaults(loaded: LoadedPlugin): readonly TurnpikeError[] {
  const { plugin, id, source, folder } = loaded;
  const definition = plugin.definition as unknown as AnyDefinition;
  const parts = [
    ...declaredParts,
    ...[permissionFindings, settingFindings, ymlFindings, uiFindings, topicFindings, textFindings],
    operationFindings,
  ];
  return [...parts.flatMap((look) => look(definition)), ...placeFindings(definition, folder)].map(
    (finding) => faultOf(id, source, finding),
  );
}
