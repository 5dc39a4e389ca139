import { tokens, type FileStore, type Plugin, type Tokens } from '@turnpike/core/contracts';
import { definePart, type PartDefinition } from './define-part.js';

/** A plugin that keeps caches, workspaces and artifacts. Storage chooses it by its `id`. @experimental */
export function defineFileStore<C = undefined, const R extends Tokens = Record<never, never>>(
  definition: PartDefinition<FileStore, C, R>,
): Plugin {
  return definePart(tokens.fileStores, definition);
}
