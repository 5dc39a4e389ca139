/** Values of a write: `build.state`, nested `{build: {state}}`, or bare `state` (travis-api facts 1). */
import { z } from '@turnpike/sdk';
import { wrongParams } from './failures.js';

/** The bare form of a body for one type. Bare names win over nested, nested over dotted. */
export function fieldsOf(body: unknown, type: string): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw wrongParams('The body is not an object.');
  }
  const given = body as Readonly<Record<string, unknown>>;
  const nested = Object.hasOwn(given, type) ? given[type] : undefined;
  // A map: what people send may be named `__proto__`.
  const bare = new Map<string, unknown>();
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith(`${type}.`)) bare.set(name.slice(type.length + 1), value);
  }
  if (typeof nested === 'object' && nested !== null) {
    for (const [name, value] of Object.entries(nested)) bare.set(name, value);
  }
  for (const [name, value] of Object.entries(given)) {
    if (name !== type && !name.includes('.') && name !== '@type') bare.set(name, value);
  }
  return Object.fromEntries(bare);
}

/** Throws InputError that names each wrong field. */
export function readFields<T>(schema: z.ZodType<T>, body: unknown, type: string): T {
  const parsed = schema.safeParse(fieldsOf(body, type));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${type}.${issue.path.map(String).join('.')}: ${issue.message}`,
  );
  throw wrongParams(problems.join('; '), String(parsed.error.issues[0]?.path[0] ?? type));
}

/** JSON numbers and the text that forms send. */
export const numberField = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number),
]);
export const flagField = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((text) => text === 'true'),
]);
