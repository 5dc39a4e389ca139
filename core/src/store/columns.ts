/** Columns as plugins declare them: a misspelt type must not become some other one. */
import { didYouMean } from '../config/suggest.js';
import { TurnpikeError } from '../contracts/errors.js';
import type { Column } from '../contracts/plugin.js';

const TYPES = ['id', 'integer', 'text', 'boolean', 'json', 'time'];
const NAME = /^[a-z]\w*$/i;

/** Of a new column (`isAdded`: to a table that may have rows); undefined: it can be made. */
export function columnProblem(
  table: string,
  name: string,
  { type, nullable, default: value }: Column,
  isAdded = false,
): TurnpikeError | undefined {
  const at = `column ${table}.${name}`;
  if (!NAME.test(name)) return invalid(`The ${at} has no name of letters and digits.`);
  if (!TYPES.includes(type)) {
    const near = didYouMean(String(type), TYPES);
    return invalid(`The ${at} has the type ${String(type)}, which there is not.${near}`, TYPES);
  }
  if (!isAdded) return undefined;
  if (type === 'id') return invalid(`The ${at} of type id can only be made with its table.`);
  if (nullable === true || value !== undefined) return undefined;
  return invalid(
    `The ${at} has neither a default nor is it nullable: rows that are there lack it.`,
  );
}

function invalid(message: string, known?: readonly string[]): TurnpikeError {
  const wayOut = known ? `One of ${known.join(', ')}.` : 'Correct the migration.';
  return new TurnpikeError('TURNPIKE_PLUGIN_INVALID', message, { wayOut });
}
