import type { JsonObject, JsonValue } from '@turnpike/sdk';

/** A configuration as it can be stored: whole numbers beyond 53 bits become texts. */
export function toJson(value: unknown): JsonValue {
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null) return toJsonObject(value);
  return (value ?? null) as JsonValue;
}

export function toJsonObject(value: object): JsonObject {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.map(([key, entry]) => [key, toJson(entry)]));
}
