/** Owners may be nested: a slug is taken apart at its last slash, by one function. */
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { filesBelow } from '../support/key-readers.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** `slug.split('/')`, `repository.slug.toLowerCase().split('/')[0]`, `[a, b] = fullName.split('/')`. */
const TAKEN_APART =
  /\b\w*(?:slug|fullName|full_name|pathWithNamespace)\w*(?:\.\w+\(\))*\s*\.split\('\/'\)/gi;

const breaches = (source: string): readonly string[] =>
  [...source.matchAll(TAKEN_APART)].map(([found]) => found);

describe('slugs', () => {
  it('are taken apart by slugParts alone', () => {
    const plugins = readdirSync(`${ROOT}plugins`).map((name) => `plugins/${name}/src`);
    const files = ['core/src', 'sdk/src', 'ui/src', ...plugins]
      .flatMap(filesBelow)
      .filter((file) => !/\.generated\.ts$/.test(file));
    expect(files.length).toBeGreaterThan(500);
    const found = files.flatMap((file) =>
      breaches(readFileSync(file, 'utf8')).map((text) => `${relative(ROOT, file)}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    "const [owner, name] = slug.split('/');",
    "const owner = payload.repository.slug.toLowerCase().split('/')[0];",
    "const name = baseSlug.split('/')[1];",
    "return repository.full_name.split('/');",
  ])('finds a breach in %s', (source) => {
    expect(breaches(source)).toHaveLength(1);
  });

  it.each(["path.split('/')", 'slugParts(slug)', "slug.split('-')"])('lets %s be', (source) => {
    expect(breaches(source)).toEqual([]);
  });
});
