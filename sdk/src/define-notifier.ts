import {
  tokens,
  type Notifier,
  type NotifierDefaults,
  type Plugin,
  type Tokens,
} from '@turnpike/core/contracts';
import { definePart, type PartDefinition } from './define-part.js';

/**
 * A plugin that tells people or machines of builds. `notifier` holds what hub must know without running
 * the plugin: its key under `notifications:` and when it speaks if nobody says otherwise.
 * @stable
 */
export function defineNotifier<C = undefined, const R extends Tokens = Record<never, never>>(
  definition: PartDefinition<Notifier, C, R> & { readonly notifier: NotifierDefaults },
): Plugin {
  return definePart(tokens.notifiers, { replaceable: true, ...definition });
}
