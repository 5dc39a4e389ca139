import { InputError } from '@turnpike/sdk';

const LONGEST = 1_000;
/** Control characters, and those that are not seen or turn the order of what is read. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]/u;

/** A relative path of plain segments. Throws InputError for anything that could lead elsewhere where it is unpacked. */
export function checkName(name: string): string {
  const segments = name.split('/');
  const isPlain = segments.every((segment) => !['', '.', '..'].includes(segment));
  if (isPlain && name.length <= LONGEST && !UNSEEN.test(name) && !name.includes('\\')) return name;
  throw new InputError('TURNPIKE_INPUT_INVALID', 'This is no name for a file.', {
    wayOut:
      'Take a relative path without empty segments, dots alone, backslashes, control and invisible characters.',
  });
}
