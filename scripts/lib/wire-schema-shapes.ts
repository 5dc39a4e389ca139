/** From what the generator writes to the components of an OpenAPI document. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly [keyword: string]: unknown;
}
type Schemas = Readonly<Record<string, Schema>>;

const OLD = '#/definitions/';
const NEW = '#/components/schemas/';
/** Bodies are one type, `WireInputs['cron']`, and components of their own: `WireInputs.cron`. */
const INPUTS = 'WireInputs';

/** The answers, the bodies and what they refer to, by the names of their types. */
export function named(definitions: Schemas): Schemas {
  const whole = { ...definitions, ...bodies(definitions[INPUTS]) };
  const roots = Object.keys(definitions['WireTypes']?.properties ?? {});
  const inputs = Object.keys(whole).filter((name) => name.startsWith(`${INPUTS}.`));
  const kept: Record<string, Schema> = {};
  const queue = [...roots, ...inputs, 'WireReference'];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (Object.hasOwn(kept, name)) continue;
    const schema = rewritten(unfolded(whole, name), whole, true);
    kept[name] = schema;
    queue.push(...refsIn(schema));
  }
  return Object.fromEntries(Object.entries(kept).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function bodies(inputs: Schema | undefined): Schemas {
  const entries = Object.entries(inputs?.properties ?? {});
  return Object.fromEntries(entries.map(([name, schema]) => [`${INPUTS}.${name}`, schema]));
}

/** `WireBuilds` is a name of `WireCollection<"builds",WireBuild>`: the name gets its content. */
function unfolded(schemas: Schemas, name: string): Schema {
  const schema = schemas[name];
  if (schema === undefined) throw new Error(`There is no type ${name} in the wire contract.`);
  const target = schema.$ref?.slice(OLD.length);
  return target?.includes('<') ? { ...schemas[target], ...withoutRef(schema) } : schema;
}

function withoutRef({ $ref: _ref, ...rest }: Schema): Schema {
  return rest;
}

function rewritten(schema: Schema, all: Schemas, isTop = false): Schema {
  const { $ref } = schema;
  if ($ref !== undefined && !isTop) return referenceOr($ref.slice(OLD.length), schema, all);
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, rewrittenValue(key, value, all)]),
  );
}

function rewrittenValue(key: string, value: unknown, all: Schemas): unknown {
  if (key === 'description')
    return String(value)
      .replace(/^\+\s*/, '')
      .replaceAll('\n', ' ');
  if (key === '$ref') return NEW + String(value).slice(OLD.length);
  if (Array.isArray(value))
    return value.map((one: unknown) => (isSchema(one) ? rewritten(one, all) : one));
  if (!isSchema(value)) return value;
  if (key !== 'properties') return rewritten(value, all);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, rewritten(one as Schema, all)]),
  );
}

/** Wherever an object with an address stands inside of another, only its `@href` may come. */
function referenceOr(name: string, schema: Schema, all: Schemas): Schema {
  if (name.includes('<')) return rewritten(unfolded(all, name), all, true);
  const ref = { ...rewrittenRest(schema, all), $ref: NEW + name };
  const properties = all[name]?.properties;
  const isResource = properties !== undefined && '@href' in properties && '@type' in properties;
  if (!isResource) return ref;
  return { anyOf: [ref, { $ref: `${NEW}WireReference` }] };
}

function rewrittenRest(schema: Schema, all: Schemas): Schema {
  return rewritten(withoutRef(schema), all, true);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (!isSchema(value)) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === '$ref' ? [String(one).slice(NEW.length)] : refsIn(one),
  );
}
