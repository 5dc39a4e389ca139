import type {
  Plugin,
  PluginDefinition,
  Provision,
  SingleToken,
  ManyToken,
  Tokens,
} from '@turnpike/core/contracts';

/**
 * Declares a plugin. Returns plain data and functions; nothing runs until a host loads it.
 * Call it at module level and export the result as `plugin`.
 * @stable
 */
export function definePlugin<
  C,
  const R extends Tokens = Record<never, never>,
  S = unknown,
  O = unknown,
>(definition: PluginDefinition<C, R, S, O>): Plugin {
  return {
    kind: 'turnpike-plugin',
    definition: definition as unknown as PluginDefinition<never, never>,
  };
}

/** Registers the value behind a token. For many-tokens it is added to the list. @stable */
export function provide<T>(token: SingleToken<T> | ManyToken<T>, value: T): Provision {
  return { token, value };
}
