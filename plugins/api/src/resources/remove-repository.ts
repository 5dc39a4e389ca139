/** A repository goes with its builds and their logs, its secrets, and its hook at the host. */
import {
  isTurnpikeError,
  withoutCredentials,
  type RemovedRepository,
  type RepoAccess,
  type Repository,
  type RunRef,
} from '@turnpike/sdk';
import { openHostAccess, openRepoAccess } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import { takeKeyAway } from '../activation/deploy-key.js';
import { takeHookAway } from './take-hook-away.js';

const PAGE = 500;

export interface Removed {
  readonly record: RemovedRepository;
  /** false: it has left nothing, so nothing of it is kept. */
  readonly kept: boolean;
}

/**
 * The hook first: its host wants the credential that goes with the rows. Then the rows: from then on nobody finds the
 * logs, and workers that still run its jobs are told that their run is gone. The logs' bytes follow; one that cannot
 * be removed is named in the log. Answers what is left at the host, which is kept where there is anything.
 */
export async function removeRepository(api: Api, repository: Repository): Promise<Removed> {
  await switchOff(api, repository.id);
  const draft = await recordOf(api, repository);
  const runs = await runsOf(api, repository.id);
  const kept = draft.hook.state === 'unknown' || draft.credential !== null;
  const record = await api.store.transaction(async (tx) => {
    await tx.repositories.delete(repository.id);
    tx.emit('repository:changed', { repositoryId: repository.id });
    if (kept) return tx.removedRepositories.add(draft);
    return { ...draft, removedAt: api.clock.now() };
  });
  for (const run of runs) await removeLog(api, run);
  return { record, kept };
}

/** Nothing new is to begin of it, and those who may see it hear of it while they still can be asked whether they may. */
async function switchOff(api: Api, repositoryId: number): Promise<void> {
  await api.store.transaction(async (tx) => {
    await tx.repositories.update(repositoryId, { active: false });
    tx.emit('repository:changed', { repositoryId });
  });
}

async function recordOf(
  api: Api,
  repository: Repository,
): Promise<Omit<RemovedRepository, 'removedAt'>> {
  const { id, slug, private: hidden, vcsProvider, vcsId, cloneUrl, htmlUrl } = repository;
  const access = await accessTo(api, repository);
  const asked = access.credential ? access : await openHostAccess(api, repository);
  await takeKeyAway(
    api,
    api.vcsProviders.find((one) => one.id === vcsProvider),
    asked,
  );
  return {
    ...{ id, slug, private: hidden, vcsProvider, vcsId, htmlUrl },
    cloneUrl: withoutCredentials(cloneUrl),
    hook: await takeHookAway(api, asked),
    credential: access.credential?.kind ?? null,
  };
}

/** One whose secrets cannot be opened any more, for another key, can be removed too. */
async function accessTo(api: Api, repository: Repository): Promise<RepoAccess> {
  try {
    return await openRepoAccess(api, repository);
  } catch (error) {
    if (!isTurnpikeError(error) || error.code !== 'TURNPIKE_SECRET_UNREADABLE') throw error;
    return { repository, credential: null };
  }
}

async function runsOf(api: Api, repositoryId: number): Promise<readonly RunRef[]> {
  const runs: RunRef[] = [];
  let before: number | undefined;
  for (;;) {
    const page = { limit: PAGE, ...(before === undefined ? {} : { before }) };
    const { rows } = await api.store.jobs.list({ repositoryId }, page);
    for (const job of rows) {
      for (let run = 1; run <= job.run; run += 1) runs.push({ jobId: job.id, run });
    }
    before = rows.at(-1)?.id;
    if (rows.length < PAGE) return runs;
  }
}

async function removeLog(api: Api, run: RunRef): Promise<void> {
  try {
    await api.logs.remove(run);
  } catch (error) {
    api.log.warn({ ...run, err: error }, 'The log of a removed repository could not be removed');
  }
}
