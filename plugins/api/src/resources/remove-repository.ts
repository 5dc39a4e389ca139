/** A repository goes with its builds and their logs. */
import type { RunRef } from '@turnpike/sdk';
import type { Api } from '../api.js';

const PAGE = 500;

/**
 * Rows first: from then on nobody finds the logs, and workers that still run its jobs are told that their run is
 * gone. The logs' bytes follow; one that cannot be removed is named in the log.
 */
export async function removeRepository(api: Api, repositoryId: number): Promise<void> {
  const runs = await runsOf(api, repositoryId);
  await api.store.repositories.delete(repositoryId);
  await api.store.emit('repository:changed', { repositoryId });
  for (const run of runs) await removeLog(api, run);
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
