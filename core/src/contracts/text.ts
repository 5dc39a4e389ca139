/**
 * What all sides do alike with texts of people: cut them where a character ends, and show nobody the
 * credentials in them. Pure functions, without state.
 */

/**
 * At most so many UTF-16 units of a text, never half of a character.
 *
 * @param mark stands at the end of what was cut, and counts.
 * @stable
 */
export function cutText(text: string, most: number, mark = ''): string {
  if (text.length <= most) return text;
  const end = Math.max(0, most - mark.length);
  return `${text.slice(0, isFirstHalf(text.charCodeAt(end - 1)) ? end - 1 : end)}${mark}`;
}

/** At most so many bytes of a text in UTF-8, never a part of a character. @stable */
export function cutBytes(text: string, most: number): string {
  // No character takes more than three bytes a unit, so a short text needs no counting.
  if (text.length * 3 <= most) return text;
  const bytes = new TextEncoder().encode(text);
  if (bytes.byteLength <= most) return text;
  let end = most;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return new TextDecoder().decode(bytes.subarray(0, end));
}

function isFirstHalf(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** `user:password@` or `token@` of an address, whatever stands in it; an ssh user alone is no secret. */
const userOfUrl = /\b([a-z][\w+.-]*:\/\/)([^\s/?#"'<>`]*)@/giu;
/** A password with a slash or a question mark in it makes no valid address, but a readable one. */
const brokenUserOfUrl =
  /\b([a-z][\w+.-]*:\/\/)[^\s/?#@:"'<>`]*:(?!\d{1,5}(?:[/?#\s"'<>`]|$))[^\s"'<>`]*@/giu;
/** An address that was taken for a path has one slash less. */
const userOfFolder = /\b([a-z][\w+.-]*:\/)(?!\/)[^\s/?#@:"'<>`]*:[^\s/?#"'<>`]*@/giu;
/** `user:password@host:path`, as git reads it. */
const userOfPath = /(?<![\w/@.+-])[\w.+-]+:[^\s/@:"'<>`]+@(?=[\w.-]+[:/])/gu;
const secretName =
  '(?:access|auth|api|private|job|refresh|id|client|bearer|deploy)?[_-]?(?:token|key|secret|passw(?:or)?d|passphrase|credentials?|signature|sig)';
/** `?access_token=…` and `--token …`. */
const parameter = new RegExp(`([?&;]${secretName}=)[^\\s&;#"'<>\`]+`, 'giu');
const option = new RegExp(`(--(?:[\\w-]+-)?${secretName}(?:=|\\s+))(?!-)[^\\s"'<>\`]+`, 'giu');
const header =
  /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:(?:basic|bearer|token)\s+)?[^\s"']+/giu;
/** Tokens that say by their beginning what they are: GitHub's, GitLab's, npm's, Slack's. */
const known =
  /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|npm_\w{20,}|xox[abprs]-[\w-]{10,})/gu;

const HIDDEN = '[secret]';

/**
 * A text for people without the credentials that the addresses, options and headers in it carry: what commands and servers
 * print of anything that was given to them. Addresses stay readable: `https://host/path`.
 * @stable
 */
export function withoutCredentials(text: string): string {
  return text
    .replace(brokenUserOfUrl, '$1')
    .replace(userOfUrl, (whole, scheme: string, user: string) =>
      isPlainUser(scheme, user) ? whole : scheme,
    )
    .replace(userOfFolder, '$1')
    .replace(userOfPath, '')
    .replace(parameter, `$1${HIDDEN}`)
    .replace(option, `$1${HIDDEN}`)
    .replace(header, `$1${HIDDEN}`)
    .replace(known, HIDDEN);
}

function isPlainUser(scheme: string, user: string): boolean {
  return /^(?:git\+)?ssh:/iu.test(scheme) && !user.includes(':');
}
