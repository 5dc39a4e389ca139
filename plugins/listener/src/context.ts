import { optional, tokens, type PluginContext } from '@turnpike/sdk';
import { tokens as storeTokens } from '@turnpike/sdk/store';
import type { Config } from './config.js';

export const requires = {
  store: storeTokens.store,
  providers: tokens.vcsProviders,
  secrets: tokens.secrets,
  commands: optional(tokens.commands),
} as const;

export type Context = PluginContext<Config, typeof requires>;
