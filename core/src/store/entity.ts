import { storableText } from './stored-text.js';

/**
 * How a record lies in its table: `camelCase` members in `snake_case` columns, booleans as the database
 * keeps them, JSON as text. Reading and writing go through here so that repositories only state SQL.
 */
export type FieldKind = 'plain' | 'bool' | 'json' | 'lazy';
export type RawRow = Record<string, unknown>;

export interface Entity<T extends object> {
  readonly table: string;
  /** Qualified, for select and returning. */
  readonly columns: readonly string[];
  /** All but the `lazy` ones, for lists that need no configuration. */
  readonly lightColumns: readonly string[];
  column(field: keyof T & string): string;
  read(row: RawRow): T;
  /** Columns of the members that are given; `undefined` is left out, `null` is written. */
  write(values: Partial<T>): RawRow;
}

/** `startedAt` → `started_at`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function entity<T extends object>(
  table: string,
  fields: Readonly<Record<keyof T & string, FieldKind>>,
): Entity<T> {
  const entries = Object.entries<FieldKind>(fields).map(([field, kind]) => ({
    field,
    kind,
    column: snakeCase(field),
  }));
  const qualified = (list: typeof entries) => list.map((entry) => `${table}.${entry.column}`);
  return {
    table,
    columns: qualified(entries),
    lightColumns: qualified(entries.filter((entry) => entry.kind !== 'lazy')),
    column: (field) => snakeCase(field),
    read(row) {
      const target: RawRow = {};
      for (const { field, kind, column } of entries) {
        if (column in row) readField(target, field, kind, row[column]);
      }
      return target as T;
    },
    write(values) {
      const target: RawRow = {};
      for (const { field, kind, column } of entries) {
        const value = (values as RawRow)[field];
        if (value !== undefined) target[column] = writeField(kind, value);
      }
      return target;
    },
  };
}

function readField(target: RawRow, field: string, kind: FieldKind, value: unknown): void {
  if (kind === 'plain' || value === null) target[field] = value;
  else if (kind === 'bool') target[field] = Boolean(value);
  else if (kind === 'json') target[field] = JSON.parse(String(value));
  else defineLazy(target, field, String(value));
}

/** Parsed when first looked at: pages of builds carry configurations that nobody reads. */
function defineLazy(target: RawRow, field: string, text: string): void {
  Object.defineProperty(target, field, {
    enumerable: true,
    configurable: true,
    get() {
      const value: unknown = JSON.parse(text);
      Object.defineProperty(target, field, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
      return value;
    },
  });
}

function writeField(kind: FieldKind, value: unknown): unknown {
  if (kind === 'plain') return typeof value === 'string' ? storableText(value) : value;
  if (kind === 'bool' || value === null) return value;
  return JSON.stringify(value);
}
