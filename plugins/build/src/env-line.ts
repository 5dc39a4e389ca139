import type { ShellText } from '@turnpike/sdk/shell';
/**
 * Splits a line of `env:` into assignments (travis-build
 * `lib/travis/build/env/var.rb`). Values stay shell source: quotes and
 * expansions are kept for the shell. Text without `=` yields nothing.
 */

export interface Assignment {
  readonly name: ShellText;
  /** As written: the shell expands it. */
  readonly value: ShellText;
  readonly secure: boolean;
}

const quoted = String.raw`"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|` + '`(?:\\\\.|[^`\\\\])*`';
const command = String.raw`\$\((?:[^()]|\([^()]*\))*\)`;
const bare = String.raw`(?:(?!\$\()[^\s"'` + '`])+';
const assignment = new RegExp(`(?:^|\\s)(\\w+)=((?:${quoted}|${command}|${bare})*)`, 'g');

export function parseEnvLine(line: string): Assignment[] {
  const secure = line.startsWith('SECURE ');
  const source = secure ? line.slice('SECURE '.length) : line;
  return [...source.matchAll(assignment)].map(([, name = '', value = '']) => ({
    name,
    value,
    secure,
  }));
}
