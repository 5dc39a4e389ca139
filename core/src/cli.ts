import { processIo } from './cli/io.js';
import { runCli } from './cli/run-cli.js';

/** What is left open (a broker that is away, idle sockets) must not keep a finished command. */
process.exit(await runCli(process.argv.slice(2), processIo()));
