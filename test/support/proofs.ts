/** A test that proves something, found by its title: tables of proofs stay true because their test looks each one up. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Proof {
  /** From the repository's root. */
  readonly file: string;
  /** As it stands in the file: of a table, with its placeholders. */
  readonly title: string;
}

export const proof = (file: string, title: string): Proof => ({ file, title });

const root = new URL('../..', import.meta.url).pathname;
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Why a proof proves nothing, or undefined: its title has to be the first argument of a test that is not left out;
 * in a comment, or skipped, it shows nothing.
 */
export function missingProof({ file, title }: Proof): string | undefined {
  let text: string;
  try {
    text = readFileSync(join(root, file), 'utf8');
  } catch {
    return `there is no file ${file}`;
  }
  const quoted = escape(title.replaceAll("'", "\\'"));
  const found = text.search(
    new RegExp(`\\(\\s*(?:'${quoted}'|"${escape(title)}"|\`${escape(title)}\`),`),
  );
  if (found <= 0) return `${file} has no test "${title}"`;
  const call = text.slice(text.lastIndexOf('\n', found) + 1, found);
  return /\.(skip|todo|fails)\b/.test(call) ? `${file}: "${title}" is left out` : undefined;
}
