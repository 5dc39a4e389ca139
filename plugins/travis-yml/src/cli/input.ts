import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError, type CliIo } from '@turnpike/sdk';

/** A file named on the command line, `-` for standard input; `.travis.yml` if none is named. */
export async function readInput(
  io: CliIo,
): Promise<{ readonly name: string; readonly text: string }> {
  const name = io.args[0] ?? '.travis.yml';
  if (name === '-') return { name: 'stdin', text: await readAll(io.stdin) };
  try {
    return { name, text: await readFile(resolve(io.cwd, name), 'utf8') };
  } catch (error) {
    const wayOut = 'Name the file, or - to read standard input.';
    throw new InputError(
      'TURNPIKE_YML_MISSING',
      `${name} cannot be read.`,
      { file: name, wayOut },
      error,
    );
  }
}

async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
