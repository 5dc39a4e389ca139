/** The audit log: whole for administrators, what is a repository's for its administrators. */
import type { AuditEntry, HttpResponse, Route } from '@turnpike/sdk';
import type { AuditFilter } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { wrongParams } from '../envelope/failures.js';
import { parsePage } from '../envelope/paging.js';
import { exactTime } from '../envelope/times.js';
import { collection } from '../render/collection.js';
import { head, type Wire } from '../render/render.js';
import { findRepository } from './find.js';

const QUERY = ['user', 'action', 'target', 'from', 'to', 'repository_id'];
const PART = 200;

export function auditRoutes(api: Api): Route[] {
  const ofAll = async (call: Call): Promise<AuditFilter> => filterOf(call.query);
  return [
    endpoint(api, 'GET /v3/audit', async (call) => list(call, await ofAll(call))),
    endpoint(api, 'GET /v3/audit.jsonl', async (call) => written(call, await ofAll(call))),
    endpoint(api, 'GET /v3/repo/:repo/audit', async (call) => list(call, await ofOne(call))),
    endpoint(api, 'GET /v3/repo/:repo/audit.jsonl', async (call) =>
      written(call, await ofOne(call)),
    ),
  ];
}

async function ofOne(call: Call): Promise<AuditFilter> {
  const { id } = await findRepository(call, 'admin');
  return { ...filterOf(call.query), repositoryId: id };
}

async function list(call: Call, filter: AuditFilter): Promise<HttpResponse> {
  const page = parsePage(call.query);
  const { rows, total } = await call.api.store.audit.list(filter, page);
  const entries = rows.map((row) => renderEntry(row, call));
  return collection(call, 'audit_entries', entries, { page, total });
}

/** A file of it: what comes while it is read is in the next one. */
function written(call: Call, filter: AuditFilter): HttpResponse {
  const headers = {
    'content-type': 'application/jsonl; charset=utf-8',
    'content-disposition': 'attachment; filename="audit.jsonl"',
  };
  return { headers, body: lines(call, filter) };
}

async function* lines(call: Call, filter: AuditFilter): AsyncGenerator<Uint8Array> {
  const { audit } = call.api.store;
  let before: number | undefined;
  while (!call.exchange.signal.aborted) {
    const part = { limit: PART, ...(before === undefined ? {} : { before }) };
    const rows = await audit.older(filter, part);
    if (rows.length === 0) return;
    yield Buffer.from(rows.map((row) => `${JSON.stringify(renderEntry(row, call))}\n`).join(''));
    before = rows.at(-1)?.id;
  }
}

function filterOf(query: URLSearchParams): AuditFilter {
  const [who, action, target, from, to, repository] = QUERY.map(
    (name) => query.get(name) || undefined,
  );
  return {
    ...(who === undefined ? {} : { who }),
    ...(action === undefined ? {} : { action }),
    ...(target === undefined ? {} : { target }),
    ...(from === undefined ? {} : { from: moment('from', from) }),
    ...(to === undefined ? {} : { to: moment('to', to) }),
    ...(repository === undefined ? {} : { repositoryId: Number(repository) || 0 }),
  };
}

/** Throws InputError for what is no time. */
function moment(name: string, text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw wrongParams(`${name}: "${text.slice(0, 40)}" is no time.`, name);
  return at;
}

/** Where a colleague sits is for administrators of the platform. */
function renderEntry(entry: AuditEntry, { access }: Call): Wire {
  return {
    ...head('audit_entry', undefined, 'standard'),
    id: entry.id,
    at: exactTime(entry.at),
    who: entry.who,
    user_id: entry.userId,
    via: entry.via,
    address: access.root ? entry.address : null,
    action: entry.action,
    target: entry.target,
    repository_id: entry.repositoryId,
    before: entry.before,
    after: entry.after,
    outcome: entry.outcome ?? 'done',
    acting_as: entry.actingAs ?? null,
  };
}
