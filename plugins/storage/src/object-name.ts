import { InputError } from '@turnpike/sdk';

const LONGEST = 1_000;
const CONTROL = /[\u0000-\u001f\u007f]/;

/** A relative path of plain segments. Throws InputError for anything that could lead elsewhere where it is unpacked. */
export function checkName(name: string): string {
  const segments = name.split('/');
  const isPlain = segments.every((segment) => !['', '.', '..'].includes(segment));
  if (isPlain && name.length <= LONGEST && !CONTROL.test(name) && !name.includes('\\')) return name;
  throw new InputError('TURNPIKE_INPUT_INVALID', 'This is no name for a file.', {
    wayOut:
      'Take a relative path without empty segments, dots alone, backslashes and control characters.',
  });
}
