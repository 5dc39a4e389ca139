import { ACCESS_LEVELS, type AccessLevel } from '../contracts/domain.js';
import { InputError } from '../contracts/errors.js';

/** `none` takes it away: null. Throws InputError for what is no right. */
export function levelOf(text: string): AccessLevel | null {
  if (text === 'none') return null;
  const level = ACCESS_LEVELS.find((one) => one === text);
  if (level) return level;
  throw new InputError('TURNPIKE_INPUT_INVALID', `${text} is no right.`, {
    wayOut: `Write one of: ${ACCESS_LEVELS.join(', ')}, none.`,
  });
}
