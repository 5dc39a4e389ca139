/** The audit log, for administrators. */
import type { AuditEntry, Route } from '@turnpike/sdk';
import type { AuditFilter } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { wrongParams } from '../envelope/failures.js';
import { parsePage } from '../envelope/paging.js';
import { exactTime } from '../envelope/times.js';
import { collection } from '../render/collection.js';
import { head, type Wire } from '../render/render.js';

const QUERY = ['user', 'action', 'from', 'to', 'repository_id'];

export function auditRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/audit', async (call) => {
      const page = parsePage(call.query);
      const { rows, total } = await api.store.audit.list(filterOf(call.query), page);
      return collection(call, 'audit_entries', rows.map(renderEntry), { page, total });
    }),
  ];
}

function filterOf(query: URLSearchParams): AuditFilter {
  const [who, action, from, to, repository] = QUERY.map((name) => query.get(name) || undefined);
  return {
    ...(who === undefined ? {} : { who }),
    ...(action === undefined ? {} : { action }),
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

function renderEntry(entry: AuditEntry): Wire {
  return {
    ...head('audit_entry', undefined, 'standard'),
    id: entry.id,
    at: exactTime(entry.at),
    who: entry.who,
    user_id: entry.userId,
    via: entry.via,
    address: entry.address,
    action: entry.action,
    target: entry.target,
    repository_id: entry.repositoryId,
    before: entry.before,
    after: entry.after,
    outcome: entry.outcome ?? 'done',
  };
}
