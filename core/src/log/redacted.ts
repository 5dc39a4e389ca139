import { withoutCredentials } from '../contracts/text.js';

const CENSORED = '[secret]';
/** What a field is called that holds a secret, however it is written: `webhookSecret`, `private_key`, `Set-Cookie`. */
const SECRET_NAME =
  /(?:password|passwd|passphrase|secrets?|authorization|cookie|credentials?|(?:private|api|access)key|token|signature)$/;
/** Deeper than anybody looks; what refers to itself ends here as well. */
const DEEPEST = 12;

type Fields = Readonly<Record<string, unknown>>;

/**
 * What of a structured line is written: no field that is called like a secret, at any depth, and no text with the
 * credentials of an address in it. Errors become data, with code, place and their chain of causes, each with its stack.
 */
export function redactedFields(fields: Fields): Record<string, unknown> {
  return members(fields, 0);
}

function members(fields: Fields, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, member(name, value, depth)]),
  );
}

function member(name: string, value: unknown, depth: number): unknown {
  const says = value !== null && (typeof value === 'string' || typeof value === 'object');
  return says && isSecretName(name) ? CENSORED : redactedValue(value, depth + 1);
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.replaceAll(/[-_.]/g, '').toLowerCase());
}

function redactedValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutCredentials(value);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (depth > DEEPEST) return '[deeper]';
  if (value instanceof Error) return errorFields(value, depth);
  if (hasJsonForm(value)) return redactedValue(value.toJSON(), depth + 1);
  if (value instanceof Map) return members(Object.fromEntries(value) as Fields, depth);
  if (Array.isArray(value) || value instanceof Set)
    return [...value].map((one) => redactedValue(one, depth + 1));
  return members(value as Fields, depth);
}

function hasJsonForm(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function errorFields(error: Error, depth: number): Fields {
  const { code, details, cause, errors } = error as Error & Partial<Fields>;
  return {
    type: error.name,
    message: withoutCredentials(error.message),
    stack: withoutCredentials(error.stack ?? ''),
    ...(code === undefined ? {} : { code: redactedValue(code, depth) }),
    ...(details === undefined ? {} : { details: detailsOf(details, depth) }),
    ...(cause === undefined ? {} : { cause: redactedValue(cause, depth + 1) }),
    ...(errors === undefined ? {} : { errors: redactedValue(errors, depth + 1) }),
  };
}

/** Where `token` is the name of a token that a plugin requires (`ErrorDetails`), and no secret. */
function detailsOf(details: unknown, depth: number): unknown {
  const masked = redactedValue(details, depth + 1);
  const { token } = (details ?? {}) as Fields;
  const named = typeof token === 'string' && /^[\w.-]{1,64}$/.test(token);
  return named ? { ...(masked as Fields), token: withoutCredentials(token) } : masked;
}
