import { ConfigError, isTurnpikeError, type TurnpikeError } from '@turnpike/sdk';
import type { BuildFault } from './create-errored-build.js';

/** What passes: connections, locks, full disks and tables of open files, in words of Node, SQLite and PostgreSQL. */
const PASSING =
  /^(E(CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN|AGAIN|BUSY|MFILE|NFILE|NOSPC|NOMEM|DQUOT|INTR)|SQLITE_(BUSY|LOCKED|IOERR|FULL|NOMEM|PROTOCOL|CANTOPEN)\w*|(08|40|53|57|58)\w{3}|55P03)$/;
const MOST_CAUSES = 5;

/**
 * Is it worth asking again? Of errors without a code of ours only those of a kind that passes: what a commit or a
 * fault of ours causes lasts, and a repository's pushes follow one another.
 */
export function isWorthAnotherTry(error: unknown): boolean {
  if (isTurnpikeError(error)) return error.retryable;
  let one: unknown = error;
  for (let depth = 0; depth < MOST_CAUSES && one instanceof Error; depth++, one = one.cause) {
    const { code } = one as { readonly code?: unknown };
    if (isTurnpikeError(one) && one.retryable) return true;
    if (PASSING.test(String(code ?? '')) || one.name === 'KnexTimeoutError') return true;
  }
  return false;
}

/** What people read in place of a build. */
export function faultOf(error: unknown): BuildFault {
  if (error instanceof ConfigError || isConfigCode(error)) return configFault(error);
  if (isTurnpikeError(error))
    return { rule: 'host-error', message: words(error, 'The code host was asked in vain') };
  return { rule: 'internal-error', message: internal(error) };
}

/** Is it the repository's own `.travis.yml` that is not there? (An import may be missing too.) */
export function isMissingConfig(error: unknown, slug: string): boolean {
  if (!isTurnpikeError(error) || error.code !== 'TURNPIKE_YML_MISSING') return false;
  const { file } = error.details;
  return file === undefined || file.startsWith(`${slug}:.travis.yml@`);
}

/** An administrator finds it in the server's log by the same words. */
function internal(error: unknown): string {
  const { name, code } = error instanceof Error ? (error as Error & { code?: unknown }) : {};
  const kind = [name, code].filter((word) => typeof word === 'string').join(' ');
  return `TURNPIKE_INTERNAL: This push cannot be handled${kind === '' ? '' : ` (${kind})`}; it is not tried again. The server's log says why.`;
}

function isConfigCode(error: unknown): error is TurnpikeError {
  return isTurnpikeError(error) && error.code.startsWith('TURNPIKE_YML_');
}

function configFault(error: TurnpikeError): BuildFault {
  const { file, line } = error.details;
  return {
    rule: 'config-error',
    message: `${error.message}${place(error)}${wayOut(error)}`,
    ...(file === undefined
      ? {}
      : { at: { file, line: typeof line === 'number' ? line + 1 : null } }),
  };
}

function words(error: TurnpikeError, lead: string): string {
  return `${lead}: ${error.message}${wayOut(error)}`;
}

/** Lines and columns of the compiler are zero-based (`ConfigErrorDetails`); people count from one. */
function place({ message, details }: TurnpikeError): string {
  const { file, line, column } = details;
  // The compiler's own words mostly name the place already.
  if (/\bline \d/.test(message)) return '';
  if (file === undefined || message.includes(file))
    return line === undefined ? '' : at(line, column);
  return ` (${file}${line === undefined ? '' : at(line, column)})`;
}

function at(line: number, column: number | undefined): string {
  return `, line ${line + 1}${column === undefined ? '' : `, column ${column + 1}`}`;
}

function wayOut({ details }: TurnpikeError): string {
  return details.wayOut === undefined ? '' : ` ${details.wayOut}`;
}
