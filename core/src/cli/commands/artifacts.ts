import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { InputError, NotFoundError, TurnpikeError } from '../../contracts/errors.js';
import {
  formatAgo,
  formatBytes,
  type WireArtifact,
  type WireRemoval,
} from '../../contracts/wire.js';
import { apiFor, type ApiClient } from '../api-client.js';
import { answer, headed } from '../output.js';
import { withServer, type ServerFlags } from '../options.js';
import { BUILD_REFS, findBuild, findJob, isJobRef } from '../resource-refs.js';
import type { Session } from '../run-cli.js';

/** A download may take as long as it takes; this is for one that stands still. */
const DOWNLOAD_MS = 3_600_000;

export function register(program: Command, session: Session): void {
  const artifacts = program.command('artifacts').summary('list and download what builds stored');
  withServer(artifacts.command('list <build>'))
    .description(
      `Lists the artifacts of a build or one job: ${BUILD_REFS}; owner/name#7.2 is a job.`,
    )
    .action((ref: string, flags: ServerFlags) => list(ref, flags, session));
  withServer(artifacts.command('download <build> [path]'))
    .description(
      'Downloads all artifacts of a build or job, or those with the path or below the folder.',
    )
    .option('--to <folder>', 'where to', '.')
    .action((ref: string, path: string | undefined, flags: ServerFlags & { to: string }) =>
      download(ref, path, flags, session),
    );
}

async function list(ref: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const { artifacts, removed } = await artifactsOf(api, ref, io);
  answer(io, flags, [...artifacts, ...removed], () =>
    [artifacts.length === 0 ? 'No artifacts.' : kept(artifacts), ...gone(removed)].join('\n\n'),
  );
}

type Removed = WireArtifact & WireRemoval;

const kept = (artifacts: readonly WireArtifact[]): string =>
  headed(
    ['PATH', 'SIZE', 'AGE', 'SHA-256'],
    artifacts.map(({ path, size, created_at, sha256 }) => [
      path,
      formatBytes(size),
      formatAgo(Date.parse(created_at), Date.now(), 'en'),
      sha256,
    ]),
  );

/** What is not kept any more, with the reason; nothing where all is. */
function gone(removed: readonly Removed[]): readonly string[] {
  if (removed.length === 0) return [];
  const rows = removed.map(({ path, size, reason }) => [path, formatBytes(size), reason]);
  return [headed(['NOT KEPT', 'SIZE', 'REASON'], rows)];
}

async function artifactsOf(
  api: ApiClient,
  ref: string,
  io: Session['io'],
): Promise<{ readonly artifacts: readonly WireArtifact[]; readonly removed: readonly Removed[] }> {
  const job = isJobRef(ref) ? await findJob(api, ref, io) : undefined;
  const build = await findBuild(
    api,
    job === undefined ? ref : ref.replace(/\.\d+$/, '').replace(/^(\d+|latest)$/, '#$1'),
    io,
  );
  const answered = await api.call('artifacts', { params: { id: build.id } });
  const own = ({ job_id }: WireArtifact) => job === undefined || job_id === job;
  // A server of before says nothing of them.
  const removed = (answered.removed ?? []).filter(own);
  return { artifacts: answered.artifacts.filter(own), removed };
}

async function download(
  ref: string,
  path: string | undefined,
  flags: ServerFlags & { to: string },
  { io }: Session,
): Promise<void> {
  const api = await apiFor(flags, io);
  const { artifacts: all, removed } = await artifactsOf(api, ref, io);
  const isMeant = (one: WireArtifact) =>
    path === undefined || one.path === path || one.path.startsWith(`${path}/`);
  const chosen = all.filter(isMeant);
  const first = removed.find(isMeant);
  if (chosen.length === 0 && first)
    throw new TurnpikeError('TURNPIKE_REMOVED', `${first.path}: ${first.reason}.`);
  if (chosen.length === 0) {
    const known = all
      .map((one) => one.path)
      .slice(0, 10)
      .join(', ');
    throw new NotFoundError(
      path === undefined ? `${ref} has no artifacts.` : `${ref} has no artifact ${path}.`,
      {
        ...(known === '' ? {} : { wayOut: `There are: ${known}.` }),
      },
    );
  }
  const folder = resolve(io.cwd, flags.to);
  for (const artifact of chosen) await save(api, artifact, folder);
  answer(io, flags, chosen, () =>
    chosen.map((one) => `${one.path}  ${formatBytes(one.size)}`).join('\n'),
  );
}

/** A job named the file: it never leaves the folder. */
async function save(api: ApiClient, artifact: WireArtifact, folder: string): Promise<void> {
  const file = resolve(folder, artifact.path);
  const within = relative(folder, file);
  if (within === '' || within === '..' || within.startsWith(`..${sep}`))
    throw new InputError('TURNPIKE_INPUT_INVALID', `${artifact.path} would leave the folder.`);
  await mkdir(dirname(file), { recursive: true });
  const response = await api.send(artifact['@href'] ?? '', {
    signal: AbortSignal.timeout(DOWNLOAD_MS),
  });
  const body = response.body ?? new ReadableStream({ start: (end) => end.close() });
  await pipeline(Readable.fromWeb(body as never), createWriteStream(file));
}
