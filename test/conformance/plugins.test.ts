/** Keeps the plugins uniform: whoever adds one finds here what is missing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from '@turnpike/sdk';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url).pathname;
const folders = readdirSync(join(root, 'plugins'));
const json = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>;
const installed = (
  parse(readFileSync(join(root, 'config/default.yml'), 'utf8')) as { plugins: string[] }
).plugins;
const references = (json('tsconfig.json')['references'] as { path: string }[]).map(
  ({ path }) => path,
);
/** Packages that hold many plugins, one folder each. */
const COLLECTIONS = new Set(['languages', 'addons', 'services', 'deploys']);

describe.each(folders)('plugins/%s', (folder) => {
  const manifest = json(`plugins/${folder}/package.json`);

  it('is a package of the workspace, named after its folder', () => {
    expect(manifest).toMatchObject({
      name: `@turnpike/plugin-${folder}`,
      type: 'module',
      license: 'MIT',
      description: expect.stringMatching(/\.$/) as string,
    });
    expect(references).toContain(`plugins/${folder}`);
  });

  it('is installed by default', () => {
    expect(installed).toContain(`@turnpike/plugin-${folder}`);
  });

  it('has a README that says what it is, how it is configured, and what it provides', () => {
    const text = readFileSync(join(root, 'plugins', folder, 'README.md'), 'utf8');
    expect(text).toMatch(/^# .+\n/);
    expect(text.length).toBeGreaterThan(300);
  });

  it('exports plugins that declare themselves', async () => {
    const module = (await import(`@turnpike/plugin-${folder}`)) as {
      plugin?: Plugin;
      plugins?: readonly Plugin[];
    };
    const plugins = module.plugins ?? (module.plugin ? [module.plugin] : []);
    expect(plugins.length).toBeGreaterThan(0);
    for (const { kind, definition } of plugins) {
      expect(kind).toBe('turnpike-plugin');
      expect(definition.id).toMatch(/^[a-z][a-z0-9_+-]*$/);
      expect(definition.summary).toMatch(/^[A-Z.].*\.$/);
    }
    if (!COLLECTIONS.has(folder))
      expect(plugins.map(({ definition }) => definition.id)).toEqual([folder]);
  });
});
