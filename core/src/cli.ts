import { processIo } from './cli/io.js';
import { runCli } from './cli/run-cli.js';

// Whoever reads has enough (`turnpike logs 1 | head`): that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

/** Resolves when all that was written has been handed over: pipes take it later, and an exit would cut it off. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

const code = await runCli(process.argv.slice(2), processIo());
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
/** What is left open (a broker that is away, idle sockets) must not keep a finished command. */
process.exit(code);
