import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema } from '@turnpike/core/contracts';

/** Undefined: valid. Else what is wrong, and where. The same schema is compiled once. */
export type Validate = (schema: JsonSchema, value: unknown) => string | undefined;

const WIRE = 'turnpike:wire';

/** `wire`: what `#/components/schemas/…` refers to. */
export function createValidator(wire: Readonly<Record<string, JsonSchema>>): Validate {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateFormats: false,
    logger: false,
  });
  ajv.addSchema({ $id: WIRE, components: { schemas: wire } });
  const compiled = new Map<string, ValidateFunction>();
  return (schema, value) => {
    const key = JSON.stringify(schema);
    const check = compiled.get(key) ?? ajv.compile(withWire(key));
    compiled.set(key, check);
    return check(value) ? undefined : worst(check.errors ?? [], value);
  };
}

function withWire(text: string): object {
  return JSON.parse(text.replaceAll('"#/components/', `"${WIRE}#/components/`)) as object;
}

/** Of alternatives each has its errors: the deepest one is what was meant. */
function worst(errors: readonly ErrorObject[], value: unknown): string {
  const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;
  const meant = errors.filter(({ schemaPath }) => !schemaPath.includes('WireReference'));
  const [first] = (meant.length > 0 ? meant : errors).toSorted((a, b) => depth(b) - depth(a));
  const { instancePath = '', message = '', params = {} } = first ?? {};
  const place = instancePath === '' ? 'the answer' : instancePath;
  return `${place} ${message} ${JSON.stringify(params)} in ${shown(value)}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
