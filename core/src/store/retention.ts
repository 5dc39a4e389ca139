import type { Db } from './database.js';

const DAY_MS = 86_400_000;

/** Ids begin with 1: none is below. */
export const noneBeyond = 0;

/** SQL: is this time so many days ago? Never, for 0 days. */
export function isOld(db: Db, column: string, days: number): string {
  if (days === 0) return '1 = 0';
  return `${column} < ${db.nowSql} - ${Math.round(days * DAY_MS)}`;
}
