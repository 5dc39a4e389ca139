/** Schemas for a document of OpenAPI: open to additions, with definitions where references find them. */
import type { JsonSchema } from '@turnpike/sdk';

export type Components = Record<string, JsonSchema>;

/** Readers ignore what they do not know, so additions are no break: the document promises no more than that. */
export function opened(schema: JsonSchema): JsonSchema {
  return walk(schema, (one) => {
    if (one['additionalProperties'] !== false) return one;
    const { additionalProperties: _closed, ...rest } = one;
    return rest;
  });
}

/** What zod keeps in `$defs` becomes components named for the place that uses them. */
export function hoisted(schema: JsonSchema, place: string, components: Components): JsonSchema {
  const { $defs = {}, ...rest } = schema;
  const own = Object.keys($defs as object);
  const renamed = (one: JsonSchema): JsonSchema => {
    const name = one.$ref?.startsWith('#/$defs/') ? one.$ref.slice('#/$defs/'.length) : undefined;
    return name === undefined ? one : { ...one, $ref: `#/components/schemas/${place}.${name}` };
  };
  for (const name of own) {
    const definition = ($defs as Record<string, JsonSchema>)[name] as JsonSchema;
    components[`${place}.${name}`] = opened(walk(definition, renamed));
  }
  return opened(walk(rest, renamed));
}

/** Changes each schema from the outside inwards. Names of properties are no keywords. */
function walk(schema: JsonSchema, change: (one: JsonSchema) => JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(change(schema)).map(([key, value]) => [key, walkValue(key, value, change)]),
  );
}

const DATA = new Set(['const', 'enum', 'default', 'examples', 'required']);
const BY_NAME = new Set(['properties', 'patternProperties', '$defs']);

function walkValue(key: string, value: unknown, change: (one: JsonSchema) => JsonSchema): unknown {
  if (DATA.has(key) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((one: unknown) =>
      typeof one === 'object' && one !== null ? walk(one as JsonSchema, change) : one,
    );
  if (!BY_NAME.has(key)) return walk(value as JsonSchema, change);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, walkValue('', one, change)]),
  );
}
