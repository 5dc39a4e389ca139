/** No setting is taken in silence: the code of its owner reads it. */
import { coreConfig, DEFAULT_REPOSITORY_SETTINGS } from '@turnpike/core/contracts';
import { bundledConfigDir, loadPlugins } from '@turnpike/core';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { filesBelow, namesIn } from '../support/key-readers.js';

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** Paths of all keys that hold a value. */
function leaves(schema: JsonSchema, path: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
    inner.properties ? leaves(inner, [...path, name]) : [[...path, name]],
  );
}

const pathsOf = (schema: z.ZodType): readonly (readonly string[])[] =>
  leaves(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);

/** In one file all names of the path are asked for: the group, and the key in it. */
function unread(
  paths: readonly (readonly string[])[],
  files: readonly string[],
): readonly string[] {
  return paths
    .filter((path) => !files.some((file) => asksFor(file, path)))
    .map((path) => path.join('.'));
}

const texts = new Map<string, string>();

/** Where settings are declared, only what is asked for counts. */
function asksFor(file: string, path: readonly string[]): boolean {
  const text = texts.get(file) ?? readFileSync(file, 'utf8');
  texts.set(file, text);
  if (!path.every((name) => text.includes(name))) return false;
  return namesIn(file, file.endsWith('/config.ts') ? 'read' : 'all').includes(
    path.at(-1) as string,
  );
}

/** For hangs: all sources are read. */
const timeout = 300_000;

const code = (folder: string): readonly string[] =>
  filesBelow(folder).filter((file) => !/contracts\//.test(file));

const plugins = readdirSync(new URL('../../plugins/', import.meta.url));
const everywhere = ['core/src', ...plugins.map((name) => `plugins/${name}/src`)].flatMap(code);

interface DeepSchema extends JsonSchema {
  readonly type?: string;
  readonly secret?: boolean;
  readonly items?: DeepSchema;
  readonly additionalProperties?: boolean | DeepSchema;
  readonly anyOf?: readonly DeepSchema[];
}

/** A name that ends so holds a secret; one that ends in `File` says where it is. */
const SECRET_NAME = /(?:password|passphrase|secret|secrets|token|tokens|privateKey|secretKey)$/iu;

/** Keys that are texts, are named as secrets are, and are shown by `turnpike config explain`. */
function openSecrets(schema: z.ZodType): readonly string[] {
  return below(
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as DeepSchema,
    [],
    false,
  );
}

function below(schema: DeepSchema, path: readonly string[], named: boolean): readonly string[] {
  if (schema.secret) return [];
  const rest = schema.additionalProperties;
  const inner = [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
      below(one, [...path, name], SECRET_NAME.test(name)),
    ),
    ...(typeof rest === 'object' ? below(rest, path, named) : []),
    ...(schema.items ? below(schema.items, path, named) : []),
    ...(schema.anyOf ?? []).flatMap((one) => below(one, path, named)),
  ];
  return named && schema.type === 'string' ? [...inner, path.join('.')] : inner;
}

describe('settings', () => {
  it('of core are read', { timeout }, () => {
    expect(unread(pathsOf(coreConfig), everywhere)).toEqual([]);
    expect(unread([['limits', 'nobodyReadsThis']], everywhere)).toEqual(['limits.nobodyReadsThis']);
  });

  it('of all shipped plugins are read', { timeout }, async () => {
    const { plugins: loaded } = await loadPlugins(
      plugins.map((name) => `@turnpike/plugin-${name}`),
      bundledConfigDir(),
    );
    expect(loaded.length).toBe(plugins.length);
    const orphans = loaded.flatMap(({ id, plugin }) => {
      const config = plugin.definition.config as z.ZodType | undefined;
      if (!config) return [];
      const paths = pathsOf(config).map((path) => path.slice(-1));
      return unread(paths, code(`plugins/${id}/src`)).map((key) => `${id}.${key}`);
    });
    expect(orphans).toEqual([]);
  });

  it('that are passwords, tokens and keys are called secret, also inside of lists and maps', async () => {
    const { plugins: loaded } = await loadPlugins(
      plugins.map((name) => `@turnpike/plugin-${name}`),
      bundledConfigDir(),
    );
    const told = loaded.flatMap(({ id, plugin }) => {
      const config = plugin.definition.config as z.ZodType | undefined;
      return config ? openSecrets(config).map((key) => `${id}.${key}`) : [];
    });
    expect([...openSecrets(coreConfig), ...told]).toEqual([]);
    const planted = z.object({ logins: z.array(z.object({ password: z.string() })) });
    expect(openSecrets(planted)).toEqual(['logins.password']);
  });

  it('of repositories are read by more than what shows them', { timeout }, () => {
    const names = Object.keys(DEFAULT_REPOSITORY_SETTINGS).map((name) => [name]);
    const acting = everywhere.filter(
      (file) => !/api\/src\/(render|resources\/settings)/.test(file),
    );
    expect(unread(names, acting)).toEqual([]);
  });
});
