import type { Command } from 'commander';
import { InputError } from '../../contracts/errors.js';
import { tokens } from '../../contracts/tokens.js';
import { formatBytes } from '../../contracts/wire.js';
import type { Host } from '../../host/host.js';
import { carryFiles, carryLogs, type Tally } from '../carry/carry.js';
import { EXIT } from '../exit-codes.js';
import { configOptions, withConfig, type ConfigFlags } from '../options.js';
import { answerShown } from '../output.js';
import { withProgress } from '../progress.js';
import type { Session } from '../run-cli.js';

interface MigrateFlags extends ConfigFlags {
  readonly from: string;
  readonly to: string;
  readonly remove?: boolean;
}

export function register(program: Command, session: Session): void {
  const storage = program
    .command('storage')
    .summary('carry logs and files of jobs to another store');
  withConfig(storage.command('migrate'))
    .description(
      'Carries all logs, caches, workspaces and artifacts from one store to another one, each compared by its checksum. ' +
        'Stop the server first; set logs.store and storage.store before it starts again. What was carried before is ' +
        'passed over, so a command that was ended is simply run again.',
    )
    .requiredOption('--from <store>', 'where they lie: fs, s3')
    .requiredOption('--to <store>', 'where they are to lie')
    .option('--remove', 'remove each where it was, once it has arrived')
    .action((flags: MigrateFlags) => migrate(flags, session));
}

async function migrate(flags: MigrateFlags, session: Session): Promise<void> {
  const { io } = session;
  const host = await bootStores(flags, session);
  try {
    const { logs, files } = await withProgress(io, 'carrying', (say) => carryAll(host, flags, say));
    const isWhole = [logs, files].every((one) => one.failed.length + one.missing === 0);
    if (!isWhole) session.finish(EXIT.failed);
    answerShown(io, flags, { logs, files, isWhole }, () =>
      [
        ...[...wordsOf('logs', logs), ...wordsOf('files', files)],
        isWhole
          ? `now set logs.store and storage.store to ${flags.to}`
          : 'not all has arrived: see above',
      ].join('\n'),
    );
  } finally {
    await host.stop();
  }
}

/** The stores, and what says what lies in them: no role that takes anything. */
async function bootStores(flags: MigrateFlags, { io }: Session): Promise<Host> {
  const { bootProviders } = await import('../own-platform.js');
  const wanted = [tokens.logStores, tokens.fileStores, tokens.storedFiles];
  return bootProviders(configOptions(flags, io), wanted);
}

async function carryAll(host: Host, flags: MigrateFlags, say: (words: string) => void) {
  const { from, to } = flags;
  const { store, logStores, storedFiles } = host.resolveAll({
    store: tokens.store,
    logStores: tokens.logStores,
    storedFiles: tokens.storedFiles,
  });
  if (from === to) throw noWay(`${from} to ${to} is no way`, []);
  const remove = flags.remove === true;
  const saying = (what: string) => (tally: Tally) =>
    say(`carrying ${what}: ${tally.carried + tally.there}, ${formatBytes(tally.bytes)}`);
  const [logsFrom, logsTo] = [one(logStores, from), one(logStores, to)];
  const [filesFrom, filesTo] = [one(storedFiles.stores, from), one(storedFiles.stores, to)];
  const leave = [];
  for (const opened of [logsFrom, logsTo, filesFrom, filesTo]) leave.push(await opened.open?.());
  try {
    const logs = await carryLogs(store.runs, {
      ...{ from: logsFrom, to: logsTo, remove },
      say: saying('logs'),
    });
    const files = await carryFiles(storedFiles, {
      ...{ from: filesFrom, to: filesTo, remove },
      say: saying('files'),
    });
    return { logs, files };
  } finally {
    for (const close of leave) await close?.();
  }
}

function one<S extends { readonly id: string }>(stores: readonly S[], id: string): S {
  const found = stores.find((store) => store.id === id);
  if (found) return found;
  throw noWay(`There is no store \`${id}\` here`, stores);
}

function noWay(words: string, stores: readonly { readonly id: string }[]): InputError {
  const known = stores.map(({ id }) => id).join(', ') || 'fs, s3';
  return new InputError('TURNPIKE_INPUT_INVALID', `${words}.`, {
    wayOut: `Name two of: ${known}. A store that is not configured is not here (s3: store-s3.bucket).`,
  });
}

function wordsOf(what: string, tally: Tally): readonly string[] {
  const { carried, there, open, missing, bytes, failed } = tally;
  return [
    `${what}: ${carried} carried (${formatBytes(bytes)}), ${there} were there already`,
    ...(open > 0 ? [`${what}: ${open} are not sealed yet: run the command again later`] : []),
    ...(missing > 0 ? [`MISSING ${what}: ${missing} are in neither store`] : []),
    ...failed.map((words) => `FAILED ${words}`),
  ];
}
