/** Configuration as it may be shown: `turnpike config explain`. */
import { alternatives, childSchema, type KeySchema } from './json-schema.js';
import { isMap } from './layer.js';

const REDACTED = '[secret]';

/** Of an address: `postgres://ci:password@host`. */
const USER_INFO = /(?<=:\/\/[^/\s:@]*:)[^/\s]*(?=@)/gu;

/** The value without what its schema calls secret, at any depth, and without passwords in addresses. */
export function redact(schema: KeySchema, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (isSecret(schema)) return REDACTED;
  if (typeof value === 'string') return value.replace(USER_INFO, REDACTED);
  if (Array.isArray(value)) return value.map((one) => redact(itemSchema(schema), one));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, redact(childSchema(schema, key) ?? {}, one)]),
  );
}

/** Also where only one of its forms is. */
export function isSecret(schema: KeySchema): boolean {
  return schema.secret === true || alternatives(schema).some(({ secret }) => secret === true);
}

function itemSchema(schema: KeySchema): KeySchema {
  return alternatives(schema).find(({ items }) => items)?.items ?? {};
}
