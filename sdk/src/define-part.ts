/** Plugins that are one implementation of one registry's contract. */
import type {
  ManyToken,
  Plugin,
  PluginContext,
  PluginDefinition,
  Tokens,
} from '@turnpike/core/contracts';
import { definePlugin, provide } from './define-plugin.js';

/** A plugin's declaration in which `create` takes the place of `offers` and `provides`. @stable */
export type PartDefinition<P, C, R extends Tokens> = Omit<
  PluginDefinition<C, R>,
  'offers' | 'provides'
> & {
  /** Called once, when the plugin is built. What it starts it ends when `ctx.signal` is aborted. */
  create(ctx: PluginContext<C, R>): P | Promise<P>;
};

export function definePart<P, C, R extends Tokens>(
  token: ManyToken<P>,
  { create, ...definition }: PartDefinition<P, C, R>,
): Plugin {
  return definePlugin<C, R>({
    ...definition,
    offers: [token],
    provides: async (ctx) => [provide(token, await create(ctx))],
  });
}
