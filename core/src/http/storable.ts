/** Text that every database can hold, so that a request is answered alike whatever the database. */
import { InputError } from '../contracts/errors.js';

const HALF_PAIR = /\p{Surrogate}/u;

/** No NUL, which PostgreSQL refuses and at which SQLite ends a text; no half of a surrogate pair, which is no UTF-8. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && !HALF_PAIR.test(text);
}

/** Throws InputError for text in a path or query, names included. `place`: `the path`. */
export function refuseUnstorable(texts: Iterable<string>, place: string): void {
  for (const text of texts) if (!isStorable(text)) throw unstorable(place);
}

/** Throws InputError for a JSON value that has such text anywhere, also as a name of a member. */
export function refuseUnstorableValue(value: unknown): void {
  // No recursion: it comes from outside, as deep as its sender likes.
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') refuseUnstorable([next], 'the body');
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, member] of Object.entries(next)) {
      refuseUnstorable([name], 'the body');
      open.push(member);
    }
  }
}

function unstorable(place: string): InputError {
  return new InputError(
    'TURNPIKE_INPUT_INVALID',
    `There is a character in ${place} that is no text: NUL, or half of a surrogate pair.`,
    { wayOut: 'Leave it out.' },
  );
}
