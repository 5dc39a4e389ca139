import type { ShellText } from './quote.js';
import { readShellWord } from './read-word.js';

/** One variable of a line `A=1 B=2`. @stable */
export interface Assignment {
  /** As the shell has it. */
  readonly name: ShellText;
  /** As written: the shell expands it. */
  readonly value: ShellText;
  /** Was it encrypted? */
  readonly secure: boolean;
}

const quoted = String.raw`"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|` + '`(?:\\\\.|[^`\\\\])*`';
const command = String.raw`\$\((?:[^()]|\([^()]*\))*\)`;
const bare = String.raw`(?:(?!\$\()[^\s"'` + '`])+';
const assignment = new RegExp(`(?:^|\\s)(\\w+)=((?:${quoted}|${command}|${bare})*)`, 'g');

/**
 * Splits a line of `env:` into assignments (travis-build
 * `lib/travis/build/env/var.rb`). Values stay shell source: quotes and
 * expansions are kept for the shell. Text without `=` yields nothing.
 * @stable
 */
export function parseEnvLine(line: string): Assignment[] {
  const secure = line.startsWith('SECURE ');
  const source = secure ? line.slice('SECURE '.length) : line;
  return [...source.matchAll(assignment)].map(([, name = '', value = '']) => ({
    name,
    value,
    secure,
  }));
}

/**
 * Does a value of `env:`, which is shell source, reach the job as one? Not if the line is cut in it, or bash refuses it, or
 * reads more than one word.
 * @stable
 */
export function isWholeEnvValue(value: string): boolean {
  const [only, ...more] = parseEnvLine(`A=${value}`);
  if (more.length > 0 || only?.value !== value || hasBraceExpansion(value)) return false;
  const { end, closed } = readShellWord(value);
  return closed && end === value.length;
}

const quotedOrExpanded = new RegExp(`\\\\.|${quoted}|${command}|\\$\\{[^}]*\\}`, 'gs');

/** `{a,b}` and `{1..3}` make several words of one, outside of quotes. */
function hasBraceExpansion(value: string): boolean {
  const plain = value.replace(quotedOrExpanded, '_');
  return /\{[^\s{}]*(?:,|\.\.)[^\s]*\}/.test(plain);
}
