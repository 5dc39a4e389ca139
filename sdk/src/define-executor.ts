import { tokens, type Executor, type Plugin, type Tokens } from '@turnpike/core/contracts';
import { definePart, type PartDefinition } from './define-part.js';

/**
 * A plugin that runs scripts. Workers choose it by its `id`, which is the plugin's without
 * `executor-`. See `executorConformance` in `@turnpike/sdk/conformance`.
 * @stable
 */
export function defineExecutor<C = undefined, const R extends Tokens = Record<never, never>>(
  definition: PartDefinition<Executor, C, R>,
): Plugin {
  return definePart(tokens.executors, definition);
}
