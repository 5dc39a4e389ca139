import { tokens, type LogStore, type Plugin, type Tokens } from '@turnpike/core/contracts';
import { definePart, type PartDefinition } from './define-part.js';

/** A plugin that keeps the bytes of logs. The logs role chooses it by its `id`. @stable */
export function defineLogStore<C = undefined, const R extends Tokens = Record<never, never>>(
  definition: PartDefinition<LogStore, C, R>,
): Plugin {
  return definePart(tokens.logStores, definition);
}
