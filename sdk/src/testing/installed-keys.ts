/** Keys of plugins for tests of the configuration language. */
import { bundledConfigDir, loadPlugins } from '@turnpike/core';
import { ymlContributions, type Plugin, type YmlContribution } from '@turnpike/core/contracts';

/** The shipped plugins that contribute keys. */
const SHIPPED = [
  'travis-yml',
  'languages',
  'addons',
  'services',
  'deploys',
  'notify-email',
  'notify-webhook',
  'notify-irc',
  'notify-pushover',
  'notify-slack',
].map((id) => `@turnpike/plugin-${id}`);

/**
 * What the given plugins (by default the shipped ones) contribute to the configuration language, as
 * the host reads it. Throws what cannot be loaded.
 * @experimental
 */
export async function installedKeys(
  plugins: readonly (Plugin | string)[] = SHIPPED,
): Promise<readonly YmlContribution[]> {
  const loaded = await loadPlugins(plugins, bundledConfigDir());
  const [problem] = loaded.problems;
  if (problem) throw problem;
  return ymlContributions(
    loaded.plugins.map(({ id, plugin }) => ({ id, yml: plugin.definition.yml ?? [] })),
  );
}
