import { tokens, type Plugin, type Tokens, type VcsProvider } from '@turnpike/core/contracts';
import { definePart, type PartDefinition } from './define-part.js';

/** A plugin that talks to one kind of code host. Repositories name it by its `id`. @stable */
export function defineVcsProvider<C = undefined, const R extends Tokens = Record<never, never>>(
  definition: PartDefinition<VcsProvider, C, R>,
): Plugin {
  return definePart(tokens.vcsProviders, { replaceable: true, ...definition });
}
