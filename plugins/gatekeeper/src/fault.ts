import { ConfigError, isTurnpikeError, type TurnpikeError } from '@turnpike/sdk';
import type { BuildFault } from './create-errored-build.js';

/** Is it worth asking again? Our own faults are: the next version of us may not have them. */
export function isWorthAnotherTry(error: unknown): boolean {
  return !isTurnpikeError(error) || error.retryable;
}

/** What people read in place of a build. */
export function faultOf(error: unknown): BuildFault {
  if (error instanceof ConfigError || isConfigCode(error)) return configFault(error);
  if (isTurnpikeError(error))
    return { rule: 'host-error', message: words(error, 'The code host was asked in vain') };
  return { rule: 'internal-error', message: 'Turnpike failed on this request; its log says how.' };
}

/** Is it the repository's own `.travis.yml` that is not there? (An import may be missing too.) */
export function isMissingConfig(error: unknown, slug: string): boolean {
  if (!isTurnpikeError(error) || error.code !== 'TURNPIKE_YML_MISSING') return false;
  const { file } = error.details;
  return file === undefined || file.startsWith(`${slug}:.travis.yml@`);
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
