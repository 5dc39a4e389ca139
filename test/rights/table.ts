/** The reviewed table: a file of rows for each plugin, and the patterns that they name. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asked } from './address.js';
import type { Answer } from './ask.js';

export type Answers = Readonly<Record<string, Answer>>;
interface Pattern {
  /** Why it is right so. */
  readonly why: string;
  /** Names of identities by what they get. */
  readonly answers: Readonly<Partial<Record<Answer, readonly string[]>>>;
}
interface Row {
  readonly owner: string;
  readonly name: string;
  readonly pattern: string;
}

const read = <T>(file: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as T;

export const PATTERNS = read<Readonly<Record<string, Pattern>>>('patterns.json');

export const nameOf = ({ method, path }: Pick<Asked, 'method' | 'path'>): string =>
  `${method} ${path}`;

export function rowsOf(): readonly Row[] {
  return readdirSync(join(import.meta.dirname, 'rows')).flatMap((file) =>
    Object.entries(read<Readonly<Record<string, string>>>(join('rows', file))).map(
      ([name, pattern]) => ({ owner: file.replace(/\.json$/, ''), name, pattern }),
    ),
  );
}

const BY_ROUTE = new Map(
  rowsOf().map(({ owner, name, pattern }) => [`${owner}: ${name}`, pattern]),
);

/** By identity; undefined: it has no row, or a pattern that is not there. */
export function answersOf(route: Asked): Answers | undefined {
  const pattern = PATTERNS[BY_ROUTE.get(`${route.owner}: ${nameOf(route)}`) ?? ''];
  if (!pattern) return undefined;
  return Object.fromEntries(
    Object.entries(pattern.answers).flatMap(([answer, names]) =>
      (names ?? []).map((name) => [name, answer as Answer]),
    ),
  );
}
