/** Every shipped plugin that says that it is replaceable is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from '@turnpike/sdk';
import { replaceableConformance } from '@turnpike/sdk/conformance';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../support/root.js';

const { plugins: packages } = parse(readFileSync(join(root, 'config/default.yml'), 'utf8')) as {
  readonly plugins: readonly string[];
};
interface Module {
  readonly plugin?: Plugin;
  readonly plugins?: readonly Plugin[];
}
const modules = await Promise.all(packages.map((name) => import(name) as Promise<Module>));
const all = modules.flatMap(({ plugin, plugins }) => plugins ?? (plugin ? [plugin] : []));
const replaceable = all.filter(({ definition }) => definition.replaceable);

it('are notifiers, languages, add-ons, services, deploy providers, and the provider without a folder', () => {
  const kinds = replaceable.map(({ definition: { id } }) => id.replace(/^notify-.*/, 'notify'));
  expect([...new Set(kinds)].toSorted()).toEqual([
    'addons',
    'deploys',
    'languages',
    'notify',
    'services',
    'vcs-bitbucket',
    'vcs-gitea',
    'vcs-github',
    'vcs-gitlab',
  ]);
});

for (const plugin of replaceable) replaceableConformance(plugin.definition.id, plugin);
