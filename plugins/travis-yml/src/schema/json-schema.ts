import type { ConfigMap, ConfigValue, KeyNode, MapNode, StringNode } from '@turnpike/sdk';
import { aliasesOf } from './index-keys.js';

const scalar: ConfigMap = { type: ['string', 'number', 'boolean', 'null'] };

/**
 * JSON Schema (draft 2020-12) of the language for editors. It accepts what is accepted with
 * repairs (one value for a list and the reverse, aliases, other cases of letters) and refuses what
 * would be an error; unknown keys pass, as they do in the language.
 */
export function jsonSchemaOf(root: MapNode): ConfigMap {
  const writer = new SchemaWriter();
  const schema = writer.node(root);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: '.travis.yml',
    ...schema,
    $defs: writer.definitions,
  };
}

/** Nodes that stand in several places are written once. */
class SchemaWriter {
  readonly #names = new Map<KeyNode, string>();
  readonly #written: Record<string, ConfigMap> = {};

  get definitions(): ConfigMap {
    return this.#written;
  }

  node(node: KeyNode): ConfigMap {
    const schema = this.#bare(node);
    const about =
      node.summary ?? (typeof node.deprecated === 'string' ? node.deprecated : undefined);
    const notes = {
      ...(about && { description: about }),
      ...(node.deprecated && { deprecated: true }),
    };
    return Object.keys(notes).length ? { ...schema, ...notes } : schema;
  }

  #bare(node: KeyNode): ConfigMap {
    switch (node.type) {
      case 'any':
        return oneOf(node.any_of.map((other) => this.#reference(other)));
      case 'map':
        return this.#map(node);
      case 'seq':
        return this.#list(node.items);
      case 'str':
        return listable(textSchema(node));
      case 'bool':
        return listable(booleanSchema(node.values?.map(({ value }) => value)));
      case 'num':
        return listable({
          anyOf: [{ type: ['number', 'null'] }, { type: 'string', pattern: '^(?=.*\\d)[\\d.]+$' }],
        });
      case 'secure':
        return listable({ anyOf: [scalar, secureMap] });
    }
  }

  /** Maps are referred to; the rest is small enough to stand where it is used. */
  #reference(node: KeyNode): ConfigMap {
    if (node.type !== 'map' && node.type !== 'any') return this.node(node);
    const known = this.#names.get(node);
    if (known !== undefined) return { $ref: `#/$defs/${known}` };
    const name = `n${this.#names.size + 1}`;
    this.#names.set(node, name);
    this.#written[name] = this.node(node);
    return { $ref: `#/$defs/${name}` };
  }

  #list(items: KeyNode): ConfigMap {
    const item = this.#reference(items);
    const nested = { type: 'array', items: { anyOf: [item, { type: ['array', 'null'] }] } };
    return { anyOf: [nested, item] };
  }

  #map(node: MapNode): ConfigMap {
    const properties: Record<string, ConfigValue> = {};
    for (const [key, child] of Object.entries(node.keys ?? {})) {
      const schema = { anyOf: [this.#reference(child), { type: 'null' }] };
      for (const name of [key, ...aliasesOf(child)]) properties[name] ??= schema;
    }
    const object = { type: ['object', 'null'], properties };
    const main = node.prefix && node.keys?.[node.prefix.key];
    const short = main ? [this.#reference(main)] : [];
    const switched = node.changes?.some(({ change }) => change === 'enable')
      ? [booleanSchema()]
      : [];
    const cached = node.changes?.some(({ change }) => change === 'cache')
      ? [{ type: ['string', 'array'] }]
      : [];
    return oneOf([
      object,
      ...short,
      ...switched,
      ...cached,
      { type: 'array', items: object, maxItems: 1 },
    ]);
  }
}

const secureMap: ConfigMap = {
  type: 'object',
  properties: { secure: { type: ['string', 'null'] } },
  required: ['secure'],
};

/** A list is cut to its first item where one value is due. */
function listable(schema: ConfigMap): ConfigMap {
  return { anyOf: [schema, { type: 'array', prefixItems: [schema] }] };
}

function oneOf(schemas: readonly ConfigMap[]): ConfigMap {
  return schemas.length === 1 ? (schemas[0] as ConfigMap) : { anyOf: schemas };
}

function textSchema(node: StringNode): ConfigMap {
  if (node.format !== undefined) return { type: ['string', 'null'], pattern: node.format };
  if (!node.values) return scalar;
  const names = node.values.flatMap(({ value, aliases = [] }) => [String(value), ...aliases]);
  const texts: ConfigMap =
    node.downcase || node.ignore_case ? { pattern: foldedPattern(names) } : { enum: names };
  const words = names.filter((name) => name === 'true' || name === 'false');
  const booleans = words.length ? [{ enum: words.map((word) => word === 'true') }] : [];
  return oneOf([{ type: 'string', ...texts }, { type: 'null' }, ...booleans]);
}

/** JSON Schema's patterns know no flags: both cases of every letter are spelt out. */
function foldedPattern(names: readonly string[]): string {
  const folded = names.map((name) =>
    name
      .replace(/[.+*?^$()[\]{}|\\/]/g, '\\$&')
      .replace(/[a-z]/gi, (c) => `[${c.toUpperCase()}${c.toLowerCase()}]`),
  );
  return `^(?:${folded.join('|')})$`;
}

function booleanSchema(allowed?: readonly (string | boolean)[]): ConfigMap {
  const values = allowed ?? [true, false];
  const words = {
    true: ['true', 'on', 'yes', 'enabled', 'required'],
    false: ['false', 'off', 'no', 'disabled', 'not required'],
  };
  const texts = values.flatMap((value) => words[String(value) as 'true' | 'false'] ?? []);
  return {
    anyOf: [{ enum: [...values, null] }, { type: 'string', pattern: foldedPattern(texts) }],
  };
}
