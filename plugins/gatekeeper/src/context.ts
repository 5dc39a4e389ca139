import { NotFoundError, tokens, type PluginContext, type VcsProvider } from '@turnpike/sdk';
import { tokens as storeTokens } from '@turnpike/sdk/store';
import type { Config } from './config.js';

export const requires = {
  store: storeTokens.store,
  compiler: tokens.configCompiler,
  providers: tokens.vcsProviders,
  secrets: tokens.secrets,
  commands: tokens.commands,
  installed: tokens.installed,
} as const;

export type Context = PluginContext<Config, typeof requires>;

/** Throws NotFoundError if the provider's plugin does not run here. */
export function providerOf(ctx: Pick<Context, 'deps'>, id: string): VcsProvider {
  const provider = ctx.deps.providers.find((candidate) => candidate.id === id);
  if (provider) return provider;
  throw new NotFoundError(`No plugin here speaks to code hosts of kind ${id}.`, {
    wayOut: `Let the plugin vcs-${id} run in the gatekeeper's process.`,
  });
}
