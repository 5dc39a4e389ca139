import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from './languages.js';

const root = new URL('./', import.meta.url).pathname;
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .map(({ name }) => name);

describe.each(folders)('the folder %s', (folder) => {
  it('has code, tests and a README', () => {
    for (const file of ['index.ts', 'index.test.ts', 'README.md']) {
      expect(existsSync(join(root, folder, file)), file).toBe(true);
    }
  });

  it('exports a plugin of its own and is among all languages', async () => {
    const { plugin } = (await import(`./${folder}/index.ts`)) as { plugin: { kind: string } };
    expect(plugin.kind).toBe('turnpike-plugin');
    expect(languages.map(({ id }) => id)).toContain(folder);
  });
});

describe('all languages', () => {
  it('have names of their own', () => {
    const names = languages.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('have parents that exist', () => {
    const ids = new Set(languages.map(({ id }) => id));
    for (const { parent } of languages) if (parent) expect(ids).toContain(parent);
  });
});
