import type { Key } from '../yaml/raw.js';

/** Where a value stands. List positions are not part of it. */
export interface Place {
  readonly names: readonly string[];
  /** The nearest key above. */
  readonly key?: Key;
  /** Deploy provider whose map this is. */
  readonly provider?: string;
  /** It is a map's own key `if`, not a variable of that name. */
  readonly isCondition?: boolean;
}

export const rootPlace: Place = { names: [] };

export function below(place: Place, key: Key): Place {
  return { names: [...place.names, key.name], key };
}

/** Dotted form for messages: `root` for the top, repeated segments collapse. */
export function dotted(names: readonly string[]): string {
  const path = names.filter((name, index) => name !== names[index - 1]);
  return path.length ? path.join('.') : 'root';
}
