/** Encrypted values are shown as `[secure]`: not even their cipher text leaves. */
import type { JsonValue } from '@turnpike/sdk';

const HIDDEN = '[secure]';

export function hideSecrets(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(hideSecrets);
  if (typeof value !== 'object' || value === null) return value;
  if ('secure' in value) return HIDDEN;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hideSecrets(inner)]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
