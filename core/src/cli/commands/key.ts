import type { Command } from 'commander';
import { withDatabase } from '../open-database.js';
import { withConfig, type ConfigFlags } from '../options.js';
import { answer } from '../output.js';
import { withProgress } from '../progress.js';
import type { Session } from '../run-cli.js';

interface RotateFlags extends ConfigFlags {
  readonly dropOld?: boolean;
}

export function register(program: Command, session: Session): void {
  const key = program.command('key').summary('rotate the server’s key');
  withConfig(key.command('rotate'))
    .description(
      'Makes a new server key and seals all secrets with it. Stop every process first; give all of them the new key file. Runs under way lose their tokens.',
    )
    .option('--drop-old', 'forget older keys: what a plugin sealed in tables of its own is lost')
    .action((flags: RotateFlags) => rotate(flags, session));
}

async function rotate(flags: RotateFlags, { io }: Session): Promise<void> {
  const { resealAll } = await import('../../secrets/reseal.js');
  const { dropOldKeys, rotateKeyFile } = await import('../../secrets/server-key.js');
  const result = await withProgress(io, 'sealing secrets with a new key', (say) =>
    withDatabase(flags, io, async ({ opened, paths }) => {
      const keyId = rotateKeyFile(paths.keyFile);
      const resealed = await resealAll(opened.store, paths, (done) =>
        say(`${done} secrets sealed`),
      );
      if (flags.dropOld === true) dropOldKeys(paths.keyFile);
      return { keyId, resealed, file: paths.keyFile };
    }),
  );
  answer(
    io,
    flags,
    result,
    () => `new key ${result.keyId} in ${result.file}; ${result.resealed} secrets sealed with it`,
  );
}
