import { optional, tokens, type PluginContext } from '@turnpike/sdk';
import { tokens as storeTokens } from '@turnpike/sdk/store';
import type { Config } from './config.js';

export const requires = {
  store: storeTokens.store,
  secrets: tokens.secrets,
  notifiers: tokens.notifiers,
  compiler: optional(tokens.configCompiler),
} as const;

export type Context = PluginContext<Config, typeof requires>;
