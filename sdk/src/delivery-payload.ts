import { InputError, parseBoundedJson, type RawDelivery } from '@turnpike/core/contracts';
import { z } from 'zod';

/** For VcsProviders: the JSON of a delivery, the body itself or its form field `payload`. Throws InputError. @stable */
export function deliveryJson(d: RawDelivery): Readonly<Record<string, unknown>> {
  const text = Buffer.from(d.body).toString('utf8');
  const isForm = (d.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const json = isForm ? new URLSearchParams(text).get('payload') : text;
  try {
    return z.record(z.string(), z.unknown()).parse(parseBoundedJson(Buffer.from(json ?? '')));
  } catch (error) {
    throw malformed('it is no JSON object', error);
  }
}

/** For VcsProviders: a payload by its schema. Throws InputError that names the field. @stable */
export function readPayload<T>(schema: z.ZodType<T>, payload: unknown): T {
  const result = schema.safeParse(payload);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw malformed(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not as expected'}`);
}

function malformed(why: string, cause?: unknown): InputError {
  return new InputError(
    'TURNPIKE_DELIVERY_MALFORMED',
    `The delivery cannot be read: ${why}.`,
    {},
    cause,
  );
}
