/** What a tap changed of its view, carried over to the whole: what it was not shown stays as it was. */
import { isDeepStrictEqual } from 'node:util';
import { WITHHELD } from '../../contracts/permissions.js';

export interface View {
  /** With all secrets. */
  readonly original: unknown;
  /** What the tap was given. */
  readonly shown: unknown;
  /** Parts of what was given that are changed as a whole or not at all. */
  readonly whole: ReadonlySet<unknown>;
}

/** Throws it where the tap changed what it was not shown, or used its place holder. `at`: `payload.ssh_key`. */
export class ChangedUnseen extends Error {
  readonly at: string;
  constructor(at: string) {
    super(`It changed ${at}, which it is not shown.`);
    this.at = at;
  }
}

export function restored(view: View, answer: unknown, at = ''): unknown {
  const { original, shown, whole } = view;
  if (answer === shown) return original;
  if (whole.has(shown)) {
    if (isDeepStrictEqual(answer, shown)) return original;
    throw new ChangedUnseen(at);
  }
  if (isRecord(original) && isRecord(shown) && isRecord(answer)) {
    return restoredRecord({ original, shown, whole }, answer, at);
  }
  if (Array.isArray(original) && Array.isArray(shown) && Array.isArray(answer)) {
    return restoredList({ original, shown, whole }, answer, at);
  }
  // A value of its own in the place of one that it was not shown.
  if (isLeaf(shown) && original !== shown) throw new ChangedUnseen(at);
  return checkedNew(answer, at);
}

type Record_ = Readonly<Record<string, unknown>>;

/** A member that it leaves out is gone, unless something in it was withheld. */
function restoredRecord(
  { original, shown, whole }: View & { readonly original: Record_; readonly shown: Record_ },
  answer: Record_,
  at: string,
): Record_ {
  const kept = Object.keys(original).filter(
    (key) => !(key in answer) && isWithheld(original[key], shown[key]),
  );
  const members = Object.entries(answer).map(([key, value]) => {
    const place = at === '' ? key : `${at}.${key}`;
    if (!(key in shown)) return [key, checkedNew(value, place)] as const;
    const view = { original: original[key], shown: shown[key], whole };
    return [key, restored(view, value, place)] as const;
  });
  return Object.fromEntries([...kept.map((key) => [key, original[key]] as const), ...members]);
}

/**
 * Records are known by their place where none came or went; else entries are known by what they were. Of those that
 * it leaves out the withheld ones stay, in front.
 */
function restoredList(
  { original, shown, whole }: View & { readonly original: unknown[]; readonly shown: unknown[] },
  answer: readonly unknown[],
  at: string,
): readonly unknown[] {
  if (answer.length === shown.length && shown.some((one) => !isLeaf(one))) {
    return answer.map((one, index) =>
      restored({ original: original[index], shown: shown[index], whole }, one, `${at}[${index}]`),
    );
  }
  const left = new Set(shown.keys());
  const found = answer.map((one) => {
    const index = [...left].find((each) => isDeepStrictEqual(shown[each], one));
    if (index === undefined) return checkedNew(one, at);
    left.delete(index);
    return original[index];
  });
  const kept = [...left].filter((index) => isWithheld(original[index], shown[index]));
  return [...kept.map((index) => original[index]), ...found];
}

function isWithheld(original: unknown, shown: unknown): boolean {
  return !isDeepStrictEqual(original, shown);
}

/** A place holder in a new place would reach the job as text. */
function checkedNew(value: unknown, at: string): unknown {
  if (typeof value === 'string') {
    if (value.includes(WITHHELD)) throw new ChangedUnseen(at);
  } else if (Array.isArray(value) || isRecord(value)) {
    for (const one of Object.values(value)) checkedNew(one, at);
  }
  return value;
}

function isLeaf(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function isRecord(value: unknown): value is Record_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
