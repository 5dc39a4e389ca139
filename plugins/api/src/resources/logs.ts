import type { HttpResponse, Job, JobRun, Route, RunRef } from '@turnpike/sdk';
import { isFinal } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { conflict, notFound, wrongParams } from '../envelope/failures.js';
import { hrefs } from '../envelope/hrefs.js';
import { single } from '../render/collection.js';
import { logJson } from '../render/log-json.js';
import { renderLogRemoval } from '../render/log-removal.js';
import type { Wire } from '../render/render.js';
import { findJob, jobAt, type FoundJob } from './find.js';
import { isLogToken, logToken } from './log-token.js';
import { rawLog, removedLog } from './raw-log.js';

const MOST_PARTS = 1_000;
/** One less than the logs role answers, to tell whether there are more. */
const MOST_MATCHES = 9_999;
const LONGEST_SEARCH = 1_000;

export function logRoutes(api: Api): Route[] {
  return [
    endpoint(
      api,
      'GET /v3/job/:id/log',
      async (call) => answerLog(call, await findOpened(call)),
      OPENED,
    ),
    endpoint(api, 'GET /v3/job/:id/log.txt', answerRaw, OPENED),
    endpoint(api, 'GET /v3/job/:id/log_parts', answerParts, OPENED),
    endpoint(api, 'GET /v3/job/:id/log/search', async (call) => {
      const { job } = await findJob(call, 'read');
      return searchLog(call, await runOf(call, job));
    }),
    endpoint(
      api,
      'DELETE /v3/job/:id/log',
      async (call) => {
        const found = await findJob(call, 'write');
        await removeLogs(call, found.job);
        return answerLog(call, found);
      },
      { audit: 'log.remove' },
    ),
  ];
}

const TOKEN = 'log.token';
const OPENED = { opener: TOKEN };

/** By a right of one's own, or by the token of the log. */
async function findOpened(call: Call): Promise<FoundJob> {
  const token = call.query.get(TOKEN);
  const found = await jobAt(call);
  if (token === null || !(await isLogToken(call.api, found, token)))
    await call.access.require(found.repository, 'read', 'job');
  return found;
}

async function answerRaw(call: Call): Promise<HttpResponse> {
  const { job } = await findOpened(call);
  const run = await runOf(call, job);
  const removed = await removalOf(call, run);
  if (removed) return removedLog(call, job, run, removed.text);
  return rawLog(call, job, run, run ? await call.api.logs.info(run) : undefined);
}

async function answerParts(call: Call): Promise<HttpResponse> {
  const { job } = await findOpened(call);
  const run = await runOf(call, job);
  const parts = run ? await call.api.logs.parts(run, after(call), MOST_PARTS) : [];
  return single({
    '@type': 'log_parts',
    '@href': call.exchange.path,
    '@representation': 'standard',
    log_parts: parts,
  });
}

async function searchLog(call: Call, run: RunRef | undefined): Promise<HttpResponse> {
  const text = call.query.get('q') ?? '';
  if (text === '' || text.length > LONGEST_SEARCH || text.includes('\n'))
    throw wrongParams(`q is to be one line of 1 to ${LONGEST_SEARCH} characters.`, 'q');
  const limit = limitOf(call);
  const found = run ? await call.api.logs.search(run, text, limit + 1) : [];
  return single({
    '@type': 'log_matches',
    '@href': call.exchange.path,
    '@representation': 'standard',
    run: run?.run ?? 0,
    matches: found.slice(0, limit),
    more: found.length > limit,
  });
}

function limitOf(call: Call): number {
  const text = call.query.get('limit') ?? String(MOST_MATCHES);
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit < 1) throw wrongParams('limit is not a number from 1.', 'limit');
  return Math.min(limit, MOST_MATCHES);
}

/** The run that `?run=` names, else the latest; undefined: the job was never claimed. */
async function runOf(call: Call, job: Job): Promise<RunRef | undefined> {
  const text = call.query.get('run');
  if (text === null) return job.run > 0 ? { jobId: job.id, run: job.run } : undefined;
  const run = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (run < 1 || run > job.run) throw notFound('run');
  return { jobId: job.id, run };
}

async function answerLog(call: Call, found: FoundJob): Promise<HttpResponse> {
  const { job } = found;
  const run = await runOf(call, job);
  const info = run && (await call.api.logs.info(run));
  const removed = await removalOf(call, run);
  const rendered = await renderHead(call, found, run, info?.sealed ?? removed !== null);
  const head = { ...rendered, removed };
  if (removed || !run || !info) return single({ ...head, ...textOnly(removed?.text) });
  const { signal } = call.exchange;
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: logJson(head, { logs: call.api.logs, run, info, signal }),
  };
}

async function renderHead(
  call: Call,
  { job, repository }: FoundJob,
  run: RunRef | undefined,
  sealed: boolean,
): Promise<Wire> {
  const { read, write } = await call.access.rights(repository);
  return {
    '@type': 'log',
    '@href': hrefs.log(job.id),
    '@representation': 'standard',
    '@permissions': { read, view_log: read, delete_log: write },
    id: job.id,
    '@raw_log_href': await rawHref(call, { job, repository }, run),
    ...(run ? { run: run.run } : {}),
    sealed,
  };
}

/** undefined: there is no log yet. */
function textOnly(text: string | undefined): Wire {
  if (text === undefined) return { content: null, log_parts: [] };
  const content = `${text}\n`;
  return { content, log_parts: [{ number: 0, content, final: true }] };
}

/** Who has it may read this log: of a repository that not everybody may read it has the log's token. */
async function rawHref(
  call: Call,
  found: Pick<FoundJob, 'job' | 'repository'>,
  run: RunRef | undefined,
): Promise<string> {
  const isOpen = !found.repository.private && call.api.config.public;
  const token = isOpen ? undefined : await logToken(call.api, found);
  const query = new URLSearchParams({
    ...(run && { run: String(run.run) }),
    ...(token !== undefined && { [TOKEN]: token }),
  });
  return `${hrefs.log(found.job.id)}.txt${query.size > 0 ? `?${query}` : ''}`;
}

async function removalOf(call: Call, run: RunRef | undefined) {
  const row = run && (await call.api.store.runs.get(run.jobId, run.run));
  return row ? renderLogRemoval(call.load, row) : null;
}

/** Throws ConflictError while it runs, and where there is nothing (left) to remove. */
async function removeLogs(call: Call, job: Job): Promise<void> {
  if (!isFinal(job.state)) {
    throw conflict('job_unfinished', 'The job still runs. Cancel it first.', {
      envelope: { resource_type: 'log' },
    });
  }
  const runs: readonly JobRun[] = await call.api.store.runs.ofJob(job.id);
  const kept = runs.filter((run) => !run.logRemovedAt);
  if (kept.length === 0) throw conflict('log_already_removed', 'There is no log to remove.');
  for (const { jobId, run } of kept) await call.api.logs.remove({ jobId, run });
  await call.api.store.runs.removeLogs(job.id, call.access.userId ?? 0);
}

function after(call: Call): number {
  const text = call.query.get('after');
  if (text === null) return -1;
  if (!/^-?\d{1,9}$/.test(text)) throw wrongParams('after is not a number.', 'after');
  return Number(text);
}
