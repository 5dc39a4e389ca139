import type { Command } from 'commander';
import type { Paths } from '../../host/paths.js';
import type { CopyOptions } from '../backup/database-copy.js';
import { withDatabase } from '../open-database.js';
import { withConfig, type ConfigFlags } from '../options.js';
import { answer } from '../output.js';
import { withProgress } from '../progress.js';
import type { Session } from '../run-cli.js';

interface RotateFlags extends ConfigFlags {
  readonly dropOld?: boolean;
  readonly keepOld?: boolean;
}

export function register(program: Command, session: Session): void {
  const key = program.command('key').summary('rotate the server’s key');
  withConfig(key.command('rotate'))
    .description(
      'Makes a new server key, seals all secrets with it, and forgets the old one once nothing in the database is ' +
        'sealed with it. Stop every process first; give all of them the new key file. Runs under way lose their ' +
        'tokens. What was sealed before can still be read in older backups by who has the old key: after a leak, ' +
        'change the secrets too.',
    )
    .option('--keep-old', 'keep older keys in the file')
    .option('--drop-old', 'forget older keys even where a plugin still has values sealed with them')
    .action((flags: RotateFlags) => rotate(flags, session));
}

async function rotate(flags: RotateFlags, { io }: Session): Promise<void> {
  const { resealAll } = await import('../../secrets/reseal.js');
  const { rotateKeyFile } = await import('../../secrets/server-key.js');
  const result = await withProgress(io, 'sealing secrets with a new key', async (say) => {
    const done = await withDatabase(flags, io, async ({ opened, paths, plan }) => {
      const keyId = rotateKeyFile(paths.keyFile);
      const resealed = await resealAll(opened.store, paths, (count) =>
        say(`${count} secrets sealed`),
      );
      return { keyId, resealed, paths, plan };
    });
    const { paths, plan, ...shown } = done;
    const { database } = plan.configuration.core;
    const old = await forget(flags, { database, ...paths });
    return { ...shown, file: paths.keyFile, ...old };
  });
  answer(io, flags, result, () =>
    [
      `new key ${result.keyId} in ${result.file}; ${result.resealed} secrets sealed with it`,
      oldWords(result),
    ].join('\n'),
  );
}

interface OldKeys {
  /** How many are still in the file. */
  readonly kept: number;
  /** Where values are that are sealed with them. */
  readonly sealedWithOld: readonly string[];
}

async function forget(flags: RotateFlags, options: CopyOptions & Paths): Promise<OldKeys> {
  const { dropOldKeys, oldKeyIds } = await import('../../secrets/server-key.js');
  const { sealedWith } = await import('../../secrets/sealed-with.js');
  const { withPresent } = await import('../backup/database-copy.js');
  const old = oldKeyIds(options.keyFile);
  const sealedWithOld = await withPresent(options, (db) => sealedWith(db, old));
  const keeps = flags.keepOld === true || (sealedWithOld.length > 0 && flags.dropOld !== true);
  if (!keeps) dropOldKeys(options.keyFile);
  return { kept: keeps ? old.length : 0, sealedWithOld };
}

function oldWords({ kept, sealedWithOld }: OldKeys): string {
  const where = sealedWithOld.join(', ');
  if (kept === 0) {
    return where === ''
      ? 'the old key is gone from the file: nothing was sealed with it any more'
      : `the old key is gone from the file: values in ${where} can no longer be read`;
  }
  return where === ''
    ? `KEPT: ${kept} older keys are still in the file; without --keep-old the next rotation drops them`
    : `KEPT: ${kept} older keys are still in the file, since values in ${where} are sealed with them; --drop-old forgets them all the same`;
}
