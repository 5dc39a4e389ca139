import { InputError } from '@turnpike/sdk';

const FULL_SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const SHORT_SHA = /^[0-9a-f]{7,64}$/;
/** What git itself forbids in ref names (`git help check-ref-format`), read as a blacklist. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN =
  /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$|^\/|(^|\/)\.|\.lock(\/|$)|^@$/;

export const ZERO = /^0+$/;

export function isFullSha(text: string): boolean {
  return FULL_SHA.test(text);
}

/** Is this a name that git allows, and that no git command can take for an option? */
export function isRefName(text: string): boolean {
  return text !== '' && text.length <= 500 && !text.startsWith('-') && !FORBIDDEN.test(text);
}

/**
 * The names under which a ref that somebody gave may be found, in order: full name or SHA as given,
 * then branch, tag, short SHA. Throws InputError TURNPIKE_REF_INVALID.
 */
export function candidates(ref: string): readonly string[] {
  if (isFullSha(ref)) return [ref];
  if (!isRefName(ref))
    throw new InputError('TURNPIKE_REF_INVALID', `${JSON.stringify(ref)} is not a valid git ref.`);
  if (ref.startsWith('refs/')) return [ref];
  const short = SHORT_SHA.test(ref) ? [ref] : [];
  return [`refs/heads/${ref}`, `refs/tags/${ref}`, ...short];
}

/** A path inside a commit's tree: relative, without `.` and `..`. undefined: there can be no such file. */
export function treePath(path: string): string | undefined {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const odd = path.includes('\0') || parts.includes('..') || parts.length === 0;
  return odd ? undefined : parts.join('/');
}
