import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { InputError } from '../contracts/errors.js';
import type { Io } from './io.js';

/**
 * A secret that a command needs, from where no process list and no history of a shell shows it: `env:NAME`,
 * `file:PATH`, or `-` for standard input. Throws InputError.
 */
export async function readHostToken(where: string, io: Pick<Io, 'env' | 'cwd'>): Promise<string> {
  const [, kind, name = ''] = /^(env|file):(.+)$/s.exec(where) ?? [];
  if (!kind && where !== '-') throw invalid('--host-token names no place.');
  const found =
    kind === 'env'
      ? io.env[name]
      : kind === 'file'
        ? await readFile(resolve(io.cwd, name), 'utf8').catch(() => undefined)
        : await text(process.stdin);
  const token = found?.trim() ?? '';
  if (token === '') throw invalid(`${where === '-' ? 'Standard input' : where} holds no token.`);
  return token;
}

function invalid(message: string): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', message, {
    wayOut:
      'Give env:NAME, file:PATH, or - and the token on standard input. It is the code host’s, not --token.',
  });
}
