/** Reading values from a job's config, whose shapes users choose. @stable */

export type Hash = Readonly<Record<string, unknown>>;

/** Is it a map: an object that is no list? @stable */
export function isHash(value: unknown): value is Hash {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A scalar as a list of one, nothing as the empty list. @stable */
export function list(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The value itself, or the first of a list: how builders read version keys. @stable */
export function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

/** A scalar as text; nothing is the empty text. Hashes and lists show as Ruby would print them. @stable */
export function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? rubyText(value) : String(value);
}

/** Anything but nothing and false. @stable */
export function truthy(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false;
}

/** How Ruby prints a parsed config value; users see it where they put a hash in place of a command. @stable */
export function rubyText(value: unknown): string {
  if (value === null || value === undefined) return 'nil';
  if (Array.isArray(value)) return `[${value.map(rubyText).join(', ')}]`;
  if (isHash(value)) {
    const pairs = Object.entries(value).map(
      ([key, item]) => `${rubySymbol(key)}=>${rubyText(item)}`,
    );
    return `{${pairs.join(', ')}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function rubySymbol(key: string): string {
  return /^[A-Za-z_]\w*[?!]?$/.test(key) ? `:${key}` : `:${JSON.stringify(key)}`;
}

/** The entry of a table under a key that users choose: `constructor` is none, unless the table has it. @stable */
export function lookup<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Merges hashes deeply; anything else on the right replaces the left. @stable */
export function deepMerge(base: Hash, over: Hash): Hash {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (key === '__proto__') continue;
    const before = merged[key];
    merged[key] = isHash(before) && isHash(value) ? deepMerge(before, value) : value;
  }
  return merged;
}
