import { resolve } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../../contracts/errors.js';
import { withoutCredentials } from '../../contracts/text.js';
import type { Io } from '../io.js';
import { withJson, type JsonOptions } from '../options.js';
import { answer } from '../output.js';
import type { Session } from '../run-cli.js';
import type { Made } from '../secrets/made.js';

interface InitFlags extends JsonOptions {
  readonly folder?: string;
  readonly kubernetes?: string;
  readonly label: readonly string[];
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function register(program: Command, session: Session): void {
  const secrets = program
    .command('secrets')
    .summary('make what the processes of one platform share');
  withJson(secrets.command('init'))
    .description(
      'Makes the key that seals settings, the secrets of roles and workers, and passwords of broker and database: ' +
        'as files of a folder, or as a Secret of the cluster in whose pod it runs. What is there stays as it is.',
    )
    .option('--folder <folder>', 'one file each')
    .option('--kubernetes <name>', 'name of the Secret, in the namespace of this pod')
    .option('--label <key=value>', 'a label of a Secret that is made', collect, [])
    .action((flags: InitFlags) => init(flags, session.io));
}

async function init(flags: InitFlags, io: Io): Promise<void> {
  const made = await makeIn(flags, io);
  const done = { ...made, place: withoutCredentials(made.place) };
  answer(io, flags, done, () =>
    done.made.length === 0
      ? `${done.place} has all of them already: nothing was changed`
      : `made in ${done.place}: ${done.made.join(', ')}`,
  );
}

async function makeIn({ folder, kubernetes, label }: InitFlags, io: Io): Promise<Made> {
  if ((folder === undefined) === (kubernetes === undefined)) {
    throw new InputError('TURNPIKE_INPUT_INVALID', 'Where shall they be kept?', {
      wayOut: 'Give one of --folder FOLDER and --kubernetes NAME.',
    });
  }
  if (folder !== undefined) {
    const { secretsInFolder } = await import('../secrets/in-folder.js');
    return secretsInFolder(resolve(io.cwd, folder));
  }
  const { clusterAccess } = await import('../secrets/cluster-access.js');
  const { secretsInCluster } = await import('../secrets/in-cluster.js');
  return secretsInCluster(clusterAccess(io.env), kubernetes!, labelsOf(label));
}

function labelsOf(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
      if (key !== undefined && value !== undefined) return [key, value];
      throw new InputError(
        'TURNPIKE_INPUT_INVALID',
        `--label ${withoutCredentials(pair)} is no label.`,
        {
          wayOut: 'Write --label key=value.',
        },
      );
    }),
  );
}
