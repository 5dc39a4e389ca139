import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '../contracts/errors.js';
import { readStdin, type Io } from './io.js';

/** Text of a file that a command was given; `-`: standard input. Throws InputError with the reason. */
export async function readInput(io: Io, file: string): Promise<string> {
  if (file === '-') return readStdin(io);
  try {
    return await readFile(resolve(io.cwd, file), 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new InputError('TURNPIKE_INPUT_INVALID', `${file} cannot be read: ${code}.`, {
      key: file,
      wayOut: 'Name a file that is there and that you may read, or - for standard input.',
    });
  }
}
