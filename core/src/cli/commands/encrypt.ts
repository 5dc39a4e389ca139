import type { Command } from 'commander';
import { InputError } from '../../contracts/errors.js';
import { apiFor } from '../api-client.js';
import { readStdin, type Io } from '../io.js';
import { withServer, type ServerFlags } from '../options.js';
import { answer } from '../output.js';
import { readInput } from '../read-input.js';
import type { Session } from '../run-cli.js';

interface EncryptFlags extends ServerFlags {
  readonly repo?: string;
  readonly publicKey?: string;
}

export function register(program: Command, session: Session): void {
  withServer(program.command('encrypt [value]'))
    .summary('encrypt a value for .travis.yml')
    .description(
      'Encrypts a value (NAME=text for env, or read from standard input) so that only builds of the repository can read it.',
    )
    .option('--repo <owner/name>', 'whose key; asked of the server')
    .option('--public-key <file>', 'a PEM file, in place of the server’s answer')
    .action((value: string | undefined, flags: EncryptFlags) => encrypt(value, flags, session));
}

async function encrypt(
  value: string | undefined,
  flags: EncryptFlags,
  { io }: Session,
): Promise<void> {
  const plain = value ?? (await readStdin(io)).replace(/\r?\n$/, '');
  const key = await publicKey(flags, io);
  const { encryptFor } = await import('../../secrets/rsa.js');
  const secure = encryptFor(key, plain);
  answer(io, flags, { secure }, () => `secure: "${secure}"`);
}

async function publicKey(flags: EncryptFlags, io: Io): Promise<string> {
  if (flags.publicKey !== undefined) return readInput(io, flags.publicKey);
  if (flags.repo === undefined) {
    throw new InputError('TURNPIKE_INPUT_INVALID', 'Whose key?', {
      wayOut: 'Give --repo owner/name, or --public-key FILE.',
    });
  }
  const api = await apiFor(flags, io);
  return (await api.call('keyPair', { params: { repo: flags.repo } })).public_key;
}
