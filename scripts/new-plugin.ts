/** `tsx scripts/new-plugin.ts <kind> <name>`: the same as `turnpike plugin new`, without a build. */
import { processIo } from '../core/src/cli/io.js';
import { runCli } from '../core/src/cli/run-cli.js';

process.exitCode = await runCli(['plugin', 'new', ...process.argv.slice(2)], processIo());
