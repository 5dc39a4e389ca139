import type {
  ChoiceNode,
  ConfigMap,
  ConfigValue,
  KeyNode,
  MapNode,
  StringNode,
} from '@turnpike/sdk';
import { aliasesOf } from './index-keys.js';
import { wordPattern } from './word-pattern.js';

/** Characters of a schema that is written where it is used. */
const maxInline = 60;

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
  readonly #byNode = new Map<KeyNode, ConfigMap>();
  readonly #items = new Map<KeyNode, ConfigMap>();
  readonly #names = new Map<string, string>();
  readonly #written: Record<string, ConfigMap> = {};

  get definitions(): ConfigMap {
    return this.#written;
  }

  /** `isItem`: of a list, so that no list is cut to its first item. */
  node(node: KeyNode, isItem = false): ConfigMap {
    const schema = this.#bare(node, isItem);
    const about =
      node.summary ?? (typeof node.deprecated === 'string' ? node.deprecated : undefined);
    const notes = {
      ...(about && { description: about }),
      ...(node.deprecated && { deprecated: true }),
    };
    return Object.keys(notes).length ? { ...schema, ...notes } : schema;
  }

  #bare(node: KeyNode, isItem: boolean): ConfigMap {
    const cut = isItem ? (schema: ConfigMap) => schema : listable;
    switch (node.type) {
      case 'any':
        return oneOf(alternatives(node).map((other) => this.#reference(other, isItem)));
      case 'map':
        return this.#map(node);
      case 'seq':
        return this.#list(node.items);
      case 'str':
        return cut(textSchema(node));
      case 'bool':
        return cut(booleanSchema(node.values?.map(({ value }) => value)));
      case 'num':
        return cut(numberSchema);
      case 'secure':
        return cut({ anyOf: [scalar, secureMap] });
    }
  }

  /** What is long stands under `$defs`, once. */
  #reference(node: KeyNode, isItem = false): ConfigMap {
    const memo = isItem ? this.#items : this.#byNode;
    const known = memo.get(node) ?? this.#interned(this.node(node, isItem));
    memo.set(node, known);
    return known;
  }

  #interned(schema: ConfigMap): ConfigMap {
    const text = JSON.stringify(schema);
    if (text.length < maxInline) return schema;
    const name = this.#names.get(text) ?? `n${this.#names.size + 1}`;
    this.#names.set(text, name);
    this.#written[name] = schema;
    return { $ref: `#/$defs/${name}` };
  }

  #list(items: KeyNode): ConfigMap {
    const item = this.#reference(items, true);
    const nested = {
      type: 'array',
      items: { anyOf: [item, { type: ['array', 'null'] }, emptyMap] },
    };
    return { anyOf: [nested, item, emptyMap] };
  }

  /** The main key's value alone; a map that has keys of its own is the whole. */
  #short(node: MapNode, main: KeyNode): ConfigMap {
    const keys = Object.keys(node.keys ?? {});
    const own = { anyOf: keys.map((key) => ({ required: [key] })) };
    return { allOf: [this.#reference(main), { not: { type: 'object', ...own } }] };
  }

  #map(node: MapNode): ConfigMap {
    const properties: Record<string, ConfigValue> = {};
    for (const [key, child] of decidingFirst(node)) {
      const schema = this.#interned({ anyOf: [this.#reference(child), { type: 'null' }] });
      for (const name of [key, ...aliasesOf(child)]) properties[name] ??= schema;
    }
    const required = (node.required ?? []).filter(
      (key) => aliasesOf(node.keys?.[key] as KeyNode).length === 0,
    );
    const object = { type: ['object', 'null'], properties, ...(required.length && { required }) };
    const main = node.prefix && node.keys?.[node.prefix.key];
    const short = main ? [this.#short(node, main)] : [];
    const switched = node.changes?.some(({ change }) => change === 'enable')
      ? [booleanSchema()]
      : [];
    const cached = node.changes?.some(({ change }) => change === 'cache')
      ? [{ type: ['string', 'array'] }]
      : [];
    const whole = this.#interned(object);
    return oneOf([
      whole,
      ...short,
      ...switched,
      ...cached,
      { type: 'array', items: whole, maxItems: 1 },
    ]);
  }
}

const numberSchema: ConfigMap = {
  anyOf: [{ type: ['number', 'null'] }, { type: 'string', pattern: '^(?=.*\\d)[\\d.]+$' }],
};

/** Required keys tell alternatives apart, so validators see them first. */
function decidingFirst({ keys = {}, required = [] }: MapNode): [string, KeyNode][] {
  const rank = ([key]: [string, KeyNode]): number =>
    key === 'provider' ? 0 : required.includes(key) ? 1 : 2;
  return Object.entries(keys).toSorted((a, b) => rank(a) - rank(b));
}

/** A map with a main key takes what that takes: the alternatives after it say nothing new. */
function alternatives({ any_of: all }: ChoiceNode): readonly KeyNode[] {
  const [first] = all;
  return first?.type === 'map' && first.prefix ? [first] : all;
}

const emptyMap: ConfigMap = { type: 'object', maxProperties: 0 };

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
  const pattern = wordPattern(names, node.downcase === true || node.ignore_case === true);
  const words = names.filter((name) => name === 'true' || name === 'false');
  const booleans = words.length ? [{ enum: words.map((word) => word === 'true') }] : [];
  return oneOf([{ type: 'string', pattern }, { type: 'null' }, { const: '' }, ...booleans]);
}

function booleanSchema(allowed?: readonly (string | boolean)[]): ConfigMap {
  const values = allowed ?? [true, false];
  const words = {
    true: ['true', 'on', 'yes', 'enabled', 'required'],
    false: ['false', 'off', 'no', 'disabled', 'not required'],
  };
  const texts = values.flatMap((value) => words[String(value) as 'true' | 'false'] ?? []);
  return {
    anyOf: [{ enum: [...values, null] }, { type: 'string', pattern: wordPattern(texts, true) }],
  };
}
