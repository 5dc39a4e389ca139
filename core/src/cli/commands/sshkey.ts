import type { Command } from 'commander';
import { InputError, isTurnpikeError } from '../../contracts/errors.js';
import type { WireSshKey } from '../../contracts/wire.js';
import { apiFor, type ApiClient } from '../api-client.js';
import { answer } from '../output.js';
import { withServer, type ServerFlags } from '../options.js';
import { readInput } from '../read-input.js';
import { repoRef } from '../resource-refs.js';
import type { Session } from '../run-cli.js';

interface KeyFlags extends ServerFlags {
  readonly upload?: string;
  readonly description?: string;
  readonly delete?: boolean;
}

export function register(program: Command, session: Session): void {
  const sshkey = program
    .command('sshkey <repo>')
    .summary('show and give the SSH key of a repository');
  withServer(sshkey)
    .description(
      'Shows the SSH key that jobs of a repository clone with, submodules too, or gives them one; . is this folder’s repository. Its private half is never shown.',
    )
    .option('--upload <file>', 'give the private key in this file; - is standard input')
    .option('--description <text>', 'what it is for')
    .option('--delete', 'take it away')
    .action((repo: string, flags: KeyFlags) => act(repo, flags, session));
}

async function act(repo: string, flags: KeyFlags, { io }: Session): Promise<void> {
  if (flags.delete === true && (flags.upload ?? flags.description) !== undefined)
    throw new InputError('TURNPIKE_INPUT_INVALID', '--delete goes with no other of its options.');
  const api = await apiFor(flags, io);
  const slug = await repoRef(api, io, repo);
  const params = { repo: slug };
  if (flags.delete === true) {
    await api.call('deleteSshKey', { params });
    return answer(io, flags, {}, () => `Jobs of ${slug} get no SSH key any more.`);
  }
  const value = flags.upload === undefined ? undefined : await readInput(io, flags.upload);
  const key = await given(api, slug, { value, description: flags.description });
  answer(io, flags, key, () => textOf(key));
}

interface Given {
  readonly value: string | undefined;
  readonly description: string | undefined;
}

/** Shown as it is where nothing is given. */
async function given(
  api: ApiClient,
  repo: string,
  { value, description }: Given,
): Promise<WireSshKey> {
  const params = { repo };
  const words = description === undefined ? {} : { description };
  if (value === undefined && description === undefined) return api.call('sshKey', { params });
  if (value === undefined) return api.call('updateSshKey', { params, body: words });
  try {
    return await api.call('createSshKey', { params, body: { value, ...words } });
  } catch (error) {
    if (!isTurnpikeError(error) || error.code !== 'TURNPIKE_CONFLICT') throw error;
    return api.call('updateSshKey', { params, body: { value, ...words } });
  }
}

const textOf = ({ description, fingerprint, public_key: key }: WireSshKey): string =>
  [...(description === '' ? [] : [description]), fingerprint, key].join('\n');
