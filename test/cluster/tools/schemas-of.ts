/** The description of an API as one schema a kind, in the form and under the names that kubeconform looks for. */

type Json = Readonly<Record<string, unknown>>;

export interface Swagger {
  readonly definitions: Readonly<Record<string, Json>>;
}
interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const DEFINITIONS = '_definitions.json';
const KINDS = 'x-kubernetes-group-version-kind';
const KEEPS_UNKNOWN = 'x-kubernetes-preserve-unknown-fields';
const FREE_FORM = /\.(IntOrString|Quantity)$/;

/** File names and their schemas. `strict`: a property that is not described is an error. */
export function schemasOf({ definitions }: Swagger, strict: boolean): ReadonlyMap<string, Json> {
  const converted = Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [
      name,
      FREE_FORM.test(name)
        ? { oneOf: [{ type: 'string' }, { type: 'number' }] }
        : (convert(schema, strict) as Json),
    ]),
  );
  const files = Object.entries(definitions).flatMap(([name, schema]) =>
    kindsOf(schema).map((kind) => [fileOf(kind), ofKind(converted[name]!, kind)] as const),
  );
  return new Map<string, Json>([[DEFINITIONS, { definitions: converted }], ...files]);
}

const kindsOf = (schema: Json): readonly Kind[] => (schema[KINDS] as readonly Kind[]) ?? [];

const fileOf = ({ group, version, kind }: Kind): string =>
  `${[kind, group.split('.')[0], version].filter(Boolean).join('-').toLowerCase()}.json`;

function ofKind(schema: Json, { group, version, kind }: Kind): Json {
  const properties = {
    ...(schema['properties'] as Json),
    apiVersion: { type: 'string', enum: [group ? `${group}/${version}` : version] },
    kind: { type: 'string', enum: [kind] },
  };
  return { ...schema, properties };
}

/** Of any part of a schema. A property that is written without a value is as if it were not written. */
function convert(part: unknown, strict: boolean): unknown {
  if (Array.isArray(part)) return part.map((item) => convert(item, strict));
  if (typeof part !== 'object' || part === null) return part;
  const schema = part as Json;
  const { $ref: ref, type, properties, ...rest } = schema;
  if (typeof ref === 'string') return { $ref: ref.replace('#/', `${DEFINITIONS}#/`) };
  const inner = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, convert(value, strict)]),
  );
  const closed = strict && properties !== undefined && schema[KEEPS_UNKNOWN] !== true;
  return {
    ...inner,
    ...(typeof type === 'string' ? { type: [type, 'null'] } : {}),
    ...(properties === undefined ? {} : { properties: each(properties as Json, strict) }),
    ...(closed ? { additionalProperties: false } : {}),
  };
}

/** Names of properties are not words of a schema. */
const each = (properties: Json, strict: boolean): Json =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, convert(schema, strict)]),
  );
