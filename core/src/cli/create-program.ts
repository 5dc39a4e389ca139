import { Command } from 'commander';
import { SDK_VERSION } from '../host/sdk-version.js';
import type { Io } from './io.js';

const EXIT_CODES = `
Exit codes: 0 done, 1 it did not succeed, 2 wrong arguments or configuration, 3 the server cannot be
reached, 4 not allowed, 5 there is no such thing.
Commands that talk to the server find it by --url and --token, TURNPIKE_URL and TURNPIKE_TOKEN, or the
file cli.json that it leaves in its data folder.`;

export function createProgram(io: Io): Command {
  return new Command('turnpike')
    .description('A CI platform that runs .travis.yml files and in which every role is a plugin.')
    .version(SDK_VERSION)
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(see --help)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
    });
}
