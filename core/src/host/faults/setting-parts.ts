/** Settings of repositories and owners: what makes no field, or what the server could not judge, would be found by people. */
import type { z } from 'zod';
import { keySchema } from '../../config/json-schema.js';
import { settingForm, type SettingSchema } from '../../contracts/setting-form.js';
import { shapeOf } from '../repository-settings.js';
import type { AnyDefinition } from '../unit.js';
import { isSchema } from './declared.js';
import { isObject, shown, type Finding } from './fault.js';

const KEY = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

export const settingFindings = (definition: AnyDefinition): readonly Finding[] =>
  (['repositorySettings', 'ownerSettings'] as const).flatMap((at) =>
    findingsOf(at, definition[at]),
  );

function findingsOf(at: string, schema: unknown): readonly Finding[] {
  if (schema === undefined) return [];
  const shape = isSchema(schema) ? shapeOf(schema) : undefined;
  if (!shape) return [{ at, what: 'is no z.object.', wayOut: OBJECT }];
  const fields = Object.entries(shape);
  if (fields.length === 0) return [{ at, what: 'has no keys.', wayOut: OBJECT }];
  if (judges(schema)) return [{ at, what: 'asks a function about its values.', wayOut: PLAIN }];
  return fields.flatMap(([key, field]) => fieldFindings(`${at}.${key}`, key, field));
}

const OBJECT = "z.object({ days: z.array(z.string()).default([]).describe('…') }).";
const PLAIN = 'The server and the page judge them by plain data: min, max, regex, z.enum.';

function fieldFindings(at: string, key: string, field: z.ZodType): readonly Finding[] {
  if (!KEY.test(key))
    return [{ at, what: 'is no name.', wayOut: 'Small letters, figures, underscores: days_off.' }];
  if (!isSchema(field)) return [{ at, what: `is ${shown(field)}, no schema.`, wayOut: OBJECT }];
  if (judges(field)) return [{ at, what: 'asks a function about its value.', wayOut: PLAIN }];
  return plainFindings(at, field, keySchema(field) as SettingSchema);
}

function plainFindings(at: string, field: z.ZodType, schema: SettingSchema): readonly Finding[] {
  if ((schema as { readonly secret?: boolean }).secret)
    return [
      { at, what: 'is a secret, and whoever may read the repository reads it.', wayOut: ENV },
    ];
  if (!settingForm(schema)) return [{ at, what: 'is nothing that a form has.', wayOut: FORM }];
  const { description } = schema;
  return [
    ...(description
      ? []
      : [{ at, what: 'has no description.', wayOut: ".describe('What it does.')" }]),
    ...defaultFindings(at, field),
  ];
}
const ENV = 'Let people keep it in an encrypted variable, and name the variable here.';
const FORM =
  'z.boolean(), z.number(), z.string(), z.enum([…]), z.array() of texts or of z.enum; also .nullable().';

function defaultFindings(at: string, field: z.ZodType): readonly Finding[] {
  const { success, data } = field.safeParse(undefined);
  if (!success || data === undefined)
    return [
      { at, what: 'has no default.', wayOut: '.default(…): of repositories that say nothing.' },
    ];
  if (field.safeParse(data).success) return [];
  const what = `has the default ${shown(data)}, which it would refuse.`;
  return [{ at, what, wayOut: 'Give it a default that is one of its values.' }];
}

/** Does a function of the plugin have a say? Of it nothing would be left in plain data. */
function judges(schema: unknown): boolean {
  const def = isObject(schema) && isObject(schema['_zod']) ? schema['_zod']['def'] : undefined;
  if (!isObject(def)) return false;
  const { type, checks = [], innerType, element, options = [] } = def;
  if (type === 'pipe' || type === 'transform' || type === 'custom' || type === 'catch') return true;
  const inner = [innerType, element, ...(options as readonly unknown[])];
  return (checks as readonly unknown[]).some(isFunctionCheck) || inner.some(judges);
}

function isFunctionCheck(check: unknown): boolean {
  const def = isObject(check) && isObject(check['_zod']) ? check['_zod']['def'] : undefined;
  return isObject(def) && def['check'] === 'custom';
}
