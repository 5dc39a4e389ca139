import type { Command } from 'commander';
import type { WireAuditEntry } from '../../contracts/wire.js';
import { apiFor } from '../api-client.js';
import { withServer, type ServerFlags } from '../options.js';
import { answer, table } from '../output.js';
import type { Session } from '../run-cli.js';

const FILTERS = ['user', 'action', 'target', 'from', 'to'] as const;
const PAGE = ['limit', 'offset'] as const;
type AuditFlags = ServerFlags & {
  readonly [K in (typeof FILTERS)[number] | (typeof PAGE)[number]]?: string;
} & { readonly repo?: string; readonly export?: boolean };

export function register(program: Command, session: Session): void {
  withServer(program.command('audit'))
    .summary('who did what, when and from where')
    .description('Lists the audit log, the newest first.')
    .option('--user <login>', 'only what this user did')
    .option('--action <name>', 'user.suspend; `user.` for all that begin so')
    .option('--target <thing>', 'only what was done to it: user/grace, repo/ada/')
    .option('--repo <repo>', 'only what was done to this repository, as its administrator')
    .option('--from <time>', 'since then: 2026-11-28 or 2026-11-28T10:00:00Z')
    .option('--to <time>', 'before then')
    .option('--limit <n>', 'at most so many; default 25')
    .option('--offset <n>', 'leaves out so many')
    .option('--export', 'all of it, an entry of JSON a line')
    .action((flags: AuditFlags) => (flags.export ? write : audit)(flags, session));
}

async function audit(flags: AuditFlags, { io }: Session): Promise<void> {
  const query = queryOf(flags, [...FILTERS, ...PAGE]);
  const api = await apiFor(flags, io);
  const { audit_entries: entries } = await (flags.repo === undefined
    ? api.call('audit', { query })
    : api.call('repositoryAudit', { params: { repo: flags.repo }, query }));
  answer(io, flags, entries, () => table(entries.map(row)));
}

/** As it comes: the log may be longer than what fits into memory. */
async function write(flags: AuditFlags, { io }: Session): Promise<void> {
  const query = queryOf(flags, FILTERS);
  const api = await apiFor(flags, io);
  const { body } = await (flags.repo === undefined
    ? api.raw('auditLines', { query })
    : api.raw('repositoryAuditLines', { params: { repo: flags.repo }, query }));
  const decoder = new TextDecoder();
  for await (const part of body ?? []) io.out(decoder.decode(part, { stream: true }));
}

type Query = { readonly [K in (typeof FILTERS)[number] | (typeof PAGE)[number]]?: string };

function queryOf(flags: AuditFlags, names: readonly (keyof Query)[]): Query {
  return Object.fromEntries(names.map((name) => [name, flags[name]]));
}

const OUTCOMES: Readonly<Record<WireAuditEntry['outcome'], string>> = {
  begun: ' (begun; whether it was done is not known)',
  failed: ' (failed in the server; whether it was done is not known)',
  done: '',
};

function row(entry: WireAuditEntry): string[] {
  const {
    at,
    who,
    acting_as: as,
    address,
    action,
    target,
    before,
    after,
    outcome = 'done',
  } = entry;
  const shown = [before, after].map((state) => (state ? JSON.stringify(state) : ''));
  const change = shown.filter(Boolean).join(' → ');
  return [
    at,
    as ? `${who} as ${as}` : who,
    address ?? '',
    action,
    target,
    `${change}${OUTCOMES[outcome]}`.trim(),
  ];
}
