import type { Command } from 'commander';
import { ExternalHostError, isTurnpikeError } from '../../contracts/errors.js';
import type { WireSync } from '../../contracts/wire.js';
import { apiFor } from '../api-client.js';
import { withServer, type ServerFlags } from '../options.js';
import { answer, table } from '../output.js';
import type { Session } from '../run-cli.js';

interface SyncFlags extends ServerFlags {
  readonly wait: boolean;
}
const LOOK_MS = 1_000;

export function register(program: Command, session: Session): void {
  withServer(program.command('sync'))
    .summary('ask the code hosts anew what you may do')
    .description(
      'Asks every code host that your account is linked to for your repositories and rights, and waits for the answer.',
    )
    .option('--no-wait', 'do not wait for it')
    .action((flags: SyncFlags) => sync(flags, session));
}

/** One that goes on already is waited for like one's own. */
async function sync(flags: SyncFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const { id } = await api.call('user');
  await api.call('syncUser', { params: { id } }).catch((error: unknown) => {
    if (!isGoingOn(error)) throw error;
  });
  let { syncs } = await api.call('syncs');
  while (flags.wait && syncs.some(isOpen)) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    ({ syncs } = await api.call('syncs'));
  }
  answer(io, flags, syncs, () => table(syncs.map(row)));
  const failed = syncs.find(({ state }) => state === 'failed' || state === 'signed_out');
  if (flags.wait && failed)
    throw new ExternalHostError('TURNPIKE_HOST_REFUSED', wordsOf(failed), {
      ...(failed.way_out === null ? {} : { wayOut: failed.way_out }),
    });
}

const isOpen = ({ state }: WireSync): boolean => state === 'waiting' || state === 'running';
const wordsOf = ({ message, host }: WireSync): string => message ?? `${host} cannot be asked.`;

function isGoingOn(error: unknown): boolean {
  return isTurnpikeError(error) && error.code === 'TURNPIKE_CONFLICT';
}

function row(one: WireSync): string[] {
  const { login, host, state, repositories, owners, message } = one;
  const seen = `${repositories} repositories of ${owners} owners`;
  return [`${login} @ ${host}`, state.replace('_', ' '), seen, message ?? ''];
}
