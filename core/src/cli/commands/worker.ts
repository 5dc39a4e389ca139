import type { Command } from 'commander';
import { apiFor } from '../api-client.js';
import { withServer, type ServerFlags } from '../options.js';
import { answer, table } from '../output.js';
import type { Session } from '../run-cli.js';

interface CreateFlags extends ServerFlags {
  readonly queues?: string;
}

export function register(program: Command, session: Session): void {
  const token = program
    .command('worker')
    .summary('make, list and revoke tokens of workers')
    .command('token')
    .summary('make, list and revoke tokens of workers');
  withServer(token.command('create <name>'))
    .description(
      'Makes the token of one worker and prints it: it is not shown again. Set tokens.worker to it and worker.name to the name on its machine.',
    )
    .option('--queues <list>', 'the only queues that it may take jobs from, with commas')
    .action((name: string, flags: CreateFlags) => create(name, flags, session));
  withServer(token.command('list'))
    .description('Lists the workers that have a token of their own.')
    .action((flags: ServerFlags) => list(flags, session));
  withServer(token.command('revoke <name>'))
    .description('Ends the token of a worker: it gets no more jobs.')
    .action((name: string, flags: ServerFlags) => revoke(name, flags, session));
}

async function create(name: string, flags: CreateFlags, { io }: Session): Promise<void> {
  const queues = flags.queues?.split(',').map((queue) => queue.trim());
  const api = await apiFor(flags, io);
  const made = await api.call('createWorkerToken', {
    body: { name, ...(queues === undefined ? {} : { queues: queues.filter(Boolean) }) },
  });
  answer(io, flags, made, () => made.token ?? '');
}

async function list(flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const { worker_tokens: tokens } = await api.call('workerTokens');
  answer(io, flags, tokens, () =>
    table(
      tokens.map((one) => [
        one.name,
        one.queues?.join(',') ?? 'all queues',
        one.used_at === null ? 'never used' : `used ${one.used_at}`,
      ]),
    ),
  );
}

async function revoke(name: string, flags: ServerFlags, { io }: Session): Promise<void> {
  await (await apiFor(flags, io)).call('revokeWorkerToken', { params: { name } });
  answer(io, flags, { revoked: name }, () => `revoked the token of ${name}`);
}
