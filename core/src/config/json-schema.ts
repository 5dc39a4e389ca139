/** Questions to the JSON Schema of a configuration: which keys there are, and what they take. */
import { z } from 'zod';

/** The part of JSON Schema that zod writes. */
export interface KeySchema {
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, KeySchema>>;
  readonly additionalProperties?: boolean | KeySchema;
  readonly items?: KeySchema;
  readonly anyOf?: readonly KeySchema[];
  readonly oneOf?: readonly KeySchema[];
  readonly allOf?: readonly KeySchema[];
  /** `z.….meta({ secret: true })`: never shown. */
  readonly secret?: boolean;
}

const made = new WeakMap<z.ZodType, KeySchema>();

/** Made once a schema: every start asks several times for that of core, which takes milliseconds. */
export function keySchema(schema: z.ZodType): KeySchema {
  const known = made.get(schema);
  if (known) return known;
  const fresh = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as KeySchema;
  made.set(schema, fresh);
  return fresh;
}

/** The schema itself, or all that it may be instead. */
export function alternatives(schema: KeySchema): readonly KeySchema[] {
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return parts.length === 0 ? [schema] : parts.flatMap(alternatives);
}

/** Names of the keys directly below; `open`: others are allowed too. */
export function childKeys(schema: KeySchema): {
  readonly names: readonly string[];
  readonly open: boolean;
} {
  const parts = alternatives(schema);
  return {
    names: parts.flatMap((part) => Object.keys(part.properties ?? {})),
    open: parts.some((part) => !part.properties || isOpen(part)),
  };
}

function isOpen(schema: KeySchema): boolean {
  return schema.additionalProperties !== undefined && schema.additionalProperties !== false;
}

/** Schema of one key below; undefined: there is no such key. `{}` where anything is allowed. */
export function childSchema(schema: KeySchema, key: string): KeySchema | undefined {
  for (const part of alternatives(schema)) {
    const named = part.properties?.[key];
    if (named) return named;
  }
  for (const part of alternatives(schema)) {
    const rest = part.additionalProperties;
    if (typeof rest === 'object') return rest;
    if (rest === true || (!part.properties && part.type === undefined)) return {};
  }
  return undefined;
}

export function schemaAt(schema: KeySchema, path: readonly string[]): KeySchema | undefined {
  let at: KeySchema | undefined = schema;
  for (const key of path) at = at && childSchema(at, key);
  return at;
}

/** In words: `integer`, `"full" | "normal"`, `list of string`. */
export function describeType(schema: KeySchema): string {
  const words = alternatives(schema).map(describeOne);
  return [...new Set(words)].join(' | ');
}

function describeOne(schema: KeySchema): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === 'array') return `list of ${describeType(schema.items ?? {})}`;
  if (schema.type === 'object') return 'map';
  if (schema.format === 'uri') return 'an address such as https://ci.example.com';
  return schema.type ?? 'any value';
}
