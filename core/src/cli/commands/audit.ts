import type { Command } from 'commander';
import type { WireAuditEntry } from '../../contracts/wire.js';
import { apiFor } from '../api-client.js';
import { withServer, type ServerFlags } from '../options.js';
import { answer, table } from '../output.js';
import type { Session } from '../run-cli.js';

const FILTERS = ['user', 'action', 'from', 'to', 'limit', 'offset'] as const;
type AuditFlags = ServerFlags & { readonly [K in (typeof FILTERS)[number]]?: string };

export function register(program: Command, session: Session): void {
  withServer(program.command('audit'))
    .summary('who did what, when and from where')
    .description('Lists the audit log, the newest first.')
    .option('--user <login>', 'only what this user did')
    .option('--action <name>', 'user.suspend; `user.` for all that begin so')
    .option('--from <time>', 'since then: 2026-11-28 or 2026-11-28T10:00:00Z')
    .option('--to <time>', 'before then')
    .option('--limit <n>', 'at most so many; default 25')
    .option('--offset <n>', 'leaves out so many')
    .action((flags: AuditFlags) => audit(flags, session));
}

async function audit(flags: AuditFlags, { io }: Session): Promise<void> {
  const query = Object.fromEntries(FILTERS.map((name) => [name, flags[name]]));
  const api = await apiFor(flags, io);
  const { audit_entries: entries } = await api.call('audit', { query });
  answer(io, flags, entries, () => table(entries.map(row)));
}

const OUTCOMES: Readonly<Record<WireAuditEntry['outcome'], string>> = {
  begun: ' (begun; whether it was done is not known)',
  failed: ' (failed in the server; whether it was done is not known)',
  done: '',
};

function row(entry: WireAuditEntry): string[] {
  const { at, who, address, action, target, before, after, outcome = 'done' } = entry;
  const shown = [before, after].map((state) => (state ? JSON.stringify(state) : ''));
  const change = shown.filter(Boolean).join(' → ');
  return [at, who, address ?? '', action, target, `${change}${OUTCOMES[outcome]}`.trim()];
}
