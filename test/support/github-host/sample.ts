/** The least that a schema lets pass. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
}

/** With these members in place of what it would have made up. */
export function sample(schema: Schema, members: unknown): unknown {
  if (Array.isArray(members)) return members.map((one) => sample(schema.items ?? {}, one));
  if (members !== undefined && (members === null || typeof members !== 'object')) return members;
  const whole = wholeOf(schema);
  if (members === undefined && whole.nullable) return null;
  if (whole.properties || members !== undefined) return objectOf(whole, members as object);
  return plain(whole);
}

function wholeOf(schema: Schema): Schema {
  const [first] = schema.oneOf ?? schema.anyOf ?? [];
  const parts = [...(schema.allOf ?? []), ...(first ? [first] : [])].map(wholeOf);
  return parts.reduce<Schema>(
    (sum, part) => ({
      ...part,
      ...sum,
      properties: { ...part.properties, ...sum.properties },
      required: [...(part.required ?? []), ...(sum.required ?? [])],
    }),
    schema,
  );
}

function objectOf({ properties = {}, required = [] }: Schema, members: object = {}): object {
  const names = new Set([...required, ...Object.keys(members)]);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      sample(properties[name] ?? {}, (members as Record<string, unknown>)[name]),
    ]),
  );
}

function plain(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'array') return [];
  if (schema.type === 'object') return {};
  if (schema.type === 'boolean') return false;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.format === 'date-time') return '2026-01-02T03:04:05Z';
  if (schema.format === 'uri') return 'https://github.com/acme';
  return 'text';
}
