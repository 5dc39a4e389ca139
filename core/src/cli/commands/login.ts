import type { Command } from 'commander';
import { InputError } from '../../contracts/errors.js';
import { withoutCredentials } from '../../contracts/text.js';
import { createApiClient } from '../api-client.js';
import { readHostToken } from '../host-token.js';
import { readStdin } from '../io.js';
import { withJson, type JsonOptions } from '../options.js';
import { answer } from '../output.js';
import type { Session } from '../run-cli.js';
import { savedServers, saveServer } from '../saved-servers.js';

interface LoginFlags extends JsonOptions {
  readonly tokenFrom: string;
}

export function register(program: Command, session: Session): void {
  withJson(program.command('login [url]'))
    .summary('keep the token of a server; without an address: list them')
    .description(
      'Keeps an API token (page Account, Tokens) for this server, beside those of other servers, in a file that only you read. Commands take it where --url or TURNPIKE_URL names the server; the last one that you logged in to needs no name.',
    )
    .option('--token-from <where>', 'env:NAME, file:PATH, or - for standard input', '-')
    .action((url: string | undefined, flags: LoginFlags) =>
      url === undefined ? list(flags, session) : login(url, flags, session),
    );
}

async function login(text: string, flags: LoginFlags, { io }: Session): Promise<void> {
  const url = addressOf(text);
  const token =
    flags.tokenFrom === '-'
      ? (await readStdin(io)).trim()
      : await readHostToken(flags.tokenFrom, io);
  if (token === '') throw invalid('Standard input holds no token.');
  // A token that is refused is not kept.
  const { login: who } = await createApiClient({ url, token }).call('user');
  await saveServer(io, { url, token });
  answer(io, flags, { url, login: who }, () => `logged in to ${url} as ${who}`);
}

async function list(flags: JsonOptions, { io }: Session): Promise<void> {
  const urls = (await savedServers(io)).map(({ url }) => ({ url }));
  answer(io, flags, urls, () => urls.map(({ url }) => url).join('\n') || 'No server is known.');
}

/** Throws InputError for what is no address of a server, and for one with a password in it. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isServer = url !== undefined && /^https?:$/.test(url.protocol);
  if (isServer && url.username === '' && url.password === '') return text.replace(/\/+$/, '');
  throw invalid(`${withoutCredentials(text)} is no address of a server, or has a password in it.`);
}

function invalid(message: string): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', message, {
    wayOut: 'turnpike login https://ci.example.com --token-from env:TOKEN',
  });
}
