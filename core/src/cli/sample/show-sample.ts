/** The first start: a sample project, its first build, and what to do next. */
import { basename, join, relative } from 'node:path';
import { SAMPLE, takeDataFolder } from '../../host/data-folder.js';
import type { Host } from '../../host/host.js';
import { createApiClient, readAccessFile } from '../api-client.js';
import type { Io } from '../io.js';
import { finishedBuild, firstBuild } from '../wait-for-build.js';
import { ensureSampleRepository } from './repository.js';

const SLUG = 'turnpike/sample';
const BUILD_SECONDS = 300;

/** Adds the sample once, waits for its first build and prints its result. */
export async function showSample(host: Host, io: Io): Promise<void> {
  const path = join(host.dataDir, SAMPLE);
  await ensureSampleRepository(path);
  await takeDataFolder(host.dataDir);
  const access = await readAccessFile(host.dataDir);
  if (!access) {
    host.log.warn({}, 'no sample: login-local does not run here, so there is no access to the API');
    return;
  }
  const api = createApiClient({ ...access, url: host.url });
  const { repositories } = await api.call('repositories', { query: { name_filter: 'sample' } });
  const isNew = !repositories.some((repository) => repository.slug === SLUG);
  if (isNew)
    await api.call('addRepository', { body: { clone_url: path, slug: SLUG, provider: 'git' } });
  io.out(nextSteps(path));
  if (!isNew) return;
  const { id, number } = await firstBuild(api, SLUG, BUILD_SECONDS);
  io.out(`sample build #${number} runs: ${host.publicUrl}/${SLUG}/builds/${id}\n`);
  const { state } = await finishedBuild(api, id, BUILD_SECONDS);
  io.out(`sample build #${number} ${state}\n`);
}

/** As this process was started: the installed command, or the file of a clone. */
function ownCommand(): string {
  const script = process.argv[1] ?? 'turnpike';
  return basename(script) === 'turnpike' ? 'turnpike' : `node ${relative(process.cwd(), script)}`;
}

function nextSteps(path: string): string {
  return `
Next:
  change the sample and push:  git clone ${path} && cd sample
  add a project of your own:   ${ownCommand()} repo add <url or path>
`;
}
