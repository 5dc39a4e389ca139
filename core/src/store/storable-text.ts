/** Most text has none: looking for it costs nothing where a text has only bytes. */
const PAIRED = /[\ud800-\udfff]/;
const HALF_PAIR = /\p{Surrogate}/gu;

/**
 * A value as every database can hold it. PostgreSQL refuses NUL, SQLite ends a text there, and half of a surrogate
 * pair is no UTF-8. What people send is refused before (`http/storable.ts`); what comes from hosts, commits and
 * scripts loses the NUL and gets U+FFFD.
 */
export function storable(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.includes('\0') ? value.replaceAll('\0', '') : value;
  return PAIRED.test(text) ? text.replace(HALF_PAIR, '\ufffd') : text;
}
