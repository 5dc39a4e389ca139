/** Each request that writes leaves a row in the audit log: by its route's name, or as its handler says. */
import type { AuditEntry } from '../contracts/domain.js';
import type { AuditNote, Principal, Route } from '../contracts/http.js';
import { statusOf } from './error-answer.js';
import type { HttpContext } from './http-host.js';

export type NewAuditEntry = Omit<AuditEntry, 'id' | 'at'>;

interface Request {
  readonly method: string;
  readonly path: string;
  readonly ip: string;
  readonly principal: Principal;
}
/** Rows of the audit log: added before what they tell of, settled or dropped after it. */
export interface AuditKeeper {
  /** undefined: there is no database here. */
  add(entry: NewAuditEntry): Promise<number | undefined>;
  settle(id: number, entry: NewAuditEntry): Promise<void>;
  drop(id: number): Promise<void>;
}

export interface Audited {
  /** Before the handler: what it does then is in the log, also if the process ends in it. Throws where no row can be. */
  begin(): Promise<void>;
  note(note: AuditNote): Promise<void>;
  /** It went well: the row is whole. */
  answered(): Promise<void>;
  /** It was refused, or ended in a fault after which nobody knows what was done. */
  failed(error: unknown): Promise<void>;
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Jobs, runs and workers speak all the time, and what they do is told elsewhere. */
const PEOPLE = new Set<Principal['kind']>(['anonymous', 'user', 'role']);

export function createAudited(
  { audit, log }: Pick<HttpContext, 'audit' | 'log'>,
  route: Route,
  request: Request,
): Audited {
  const isWrite = route.audit !== false && !READS.has(request.method);
  const isKept = isWrite && PEOPLE.has(request.principal.kind);
  let begun: number | undefined;
  let isNoted = false;

  async function note(said: AuditNote): Promise<void> {
    const [row, entry] = [begun, entryOf(route, request, said)];
    begun = undefined;
    isNoted = true;
    const { action, who, target, address } = entry;
    log.info({ action, who, target, address }, 'Audit');
    await kept(entry, () => (row === undefined ? audit?.add(entry) : audit?.settle(row, entry)));
  }

  /** What was done stays done: the line above, and the row that was begun, are what is left of it. */
  async function kept({ action }: NewAuditEntry, write: () => Promise<unknown> | undefined) {
    try {
      await write();
    } catch (error) {
      log.error({ action, err: error }, 'A row of the audit log could not be written');
    }
  }

  return {
    note,
    async begin() {
      if (isKept) begun = await audit?.add({ ...entryOf(route, request, {}), outcome: 'begun' });
    },
    async answered() {
      if (isKept && !isNoted) await note({});
    },
    async failed(error) {
      const row = begun;
      if (row === undefined) return;
      const entry = { ...entryOf(route, request, {}), outcome: 'failed' as const };
      await kept(entry, () =>
        statusOf(error) < 500 ? audit?.drop(row) : audit?.settle(row, entry),
      );
    },
  };
}

function entryOf(route: Route, request: Request, note: AuditNote): NewAuditEntry {
  const { principal, method, path, ip } = request;
  const known = principal.kind === 'user' ? principal : undefined;
  const self = known?.by ?? known;
  const who = note.who ?? { userId: self?.userId ?? null, login: self?.login ?? principal.kind };
  return {
    userId: who.userId,
    who: who.login,
    via: known?.via ?? (principal.kind === 'role' ? 'role' : 'anonymous'),
    address: ip,
    action: note.action ?? (route.audit || `${method} ${route.path}`),
    target: note.target ?? path.replace(/^\/v3\//, '').replaceAll('%2F', '/'),
    repositoryId: note.repositoryId ?? null,
    before: note.before ?? null,
    after: note.after ?? null,
    outcome: 'done',
    actingAs: known?.by ? known.login : null,
  };
}
