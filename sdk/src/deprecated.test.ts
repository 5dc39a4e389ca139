import { describe, expect, it } from 'vitest';
import { tokens, type Logger, type Plugin } from '@turnpike/core/contracts';
import { testPlugin } from './testing/test-plugin.js';
import {
  addonPlugin,
  defineAddon,
  defineDeploy,
  defineLanguage,
  defineService,
  deployPlugin,
  languagePlugin,
  servicePlugin,
} from './index.js';

const language = defineLanguage({ id: 'tiny', script: (sh) => sh.cmd('echo tiny') });
const addon = defineAddon({ id: 'tiny', hooks: {} });
const service = defineService({ id: 'tiny' });
const deploy = defineDeploy({ id: 'tiny', run: (sh) => sh.cmd('echo deployed') });

/** What a start with this plugin says of what is going. */
async function told(plugin: Plugin): Promise<readonly unknown[]> {
  const said: unknown[] = [];
  const log: Logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: (fields, message) => void (message.includes('deprecated') && said.push(fields)),
    error: () => undefined,
    child: () => log,
  };
  await (await testPlugin(plugin, { log })).stop();
  return said;
}

describe('makers of parts', () => {
  it.each([
    ['language-tiny', language, tokens.languages],
    ['addon-tiny', addon, tokens.addons],
    ['service-tiny', service, tokens.services],
    ['deploy-tiny', deploy, tokens.deploys],
  ] as const)('answer plugins: %s', async (id, plugin, token) => {
    expect(plugin.definition.id).toBe(id);
    const host = await testPlugin(plugin);
    expect(host.resolve(token as typeof tokens.addons)).toMatchObject([{ id: 'tiny' }]);
    await host.stop();
    expect(await told(plugin)).toEqual([]);
  });

  it.each([
    ['language-tiny', languagePlugin(language), 'languagePlugin', 'defineLanguage'],
    ['addon-tiny', addonPlugin(addon), 'addonPlugin', 'defineAddon'],
    ['service-tiny', servicePlugin(service), 'servicePlugin', 'defineService'],
    ['deploy-tiny', deployPlugin(deploy), 'deployPlugin', 'defineDeploy'],
  ])('tell once, with the plugin, of the older ones: %s', async (plugin, old, name, use) => {
    expect(await told(old)).toEqual([{ plugin, name, since: '0.1', use }]);
  });
});
