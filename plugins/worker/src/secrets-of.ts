import type { JobPayload, PayloadEnvVar } from '@turnpike/sdk';
import { readAssignments, readShellWord, type ShellWord } from '@turnpike/sdk/shell';

/** Marks a line of variables as secure (travis-build `lib/travis/build/env/var.rb`). */
const SECURE = /^SECURE\s+/;

/**
 * Every value in a payload that must not be read in a log, as far as it is known before the job's own shell has
 * expanded it: what the shell makes of it, the script tells (see `log/told-secrets.ts`).
 */
export function secretsOf(payload: JobPayload): readonly string[] {
  const { turnpike } = payload;
  return [
    ...(payload.secrets ?? []),
    ...(payload.env_vars ?? []).filter((one) => !one.public).flatMap(ofVariable),
    ...strings(payload.config)
      .filter((text) => SECURE.test(text))
      .flatMap(valuesOf),
    ...[
      payload.oauth_token,
      payload.ssh_key?.value,
      turnpike?.job_token,
      turnpike?.clone?.password,
    ],
    passwordIn(turnpike?.clone?.url),
    passwordIn(payload.repository.source_url),
    ...[payload.cache_settings, payload.cache_options, payload.workspace].flatMap(keysOf),
  ].filter((value): value is string => typeof value === 'string' && value !== '');
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

/** As written and as the shell reads it: it prints the latter. */
function valuesOf(line: string): readonly string[] {
  const all = readAssignments(line.replace(SECURE, ''));
  return all.flatMap(({ source, word }) => [source, ...ofWord(word)]);
}

function ofVariable({ value, form }: PayloadEnvVar): readonly string[] {
  return form === 'text' ? [value] : [value, ...ofWord(readShellWord(value))];
}

/** Of a value that depends on others, the pieces that say something by themselves. */
function ofWord({ value, pieces }: ShellWord): readonly string[] {
  if (value !== undefined) return [value];
  return pieces.filter((piece) => piece.length >= 6 && /\p{L}/u.test(piece) && /\d/u.test(piece));
}

function passwordIn(url: string | null | undefined): string | undefined {
  return URL.canParse(url ?? '') ? decodeURIComponent(new URL(url ?? '').password) : undefined;
}

/** Keys of object storage, however deep: `secret_access_key` and the like. */
function keysOf(settings: unknown): readonly string[] {
  if (typeof settings !== 'object' || settings === null) return [];
  return Object.entries(settings).flatMap(([name, value]) =>
    typeof value === 'string' && /secret|key|token|password/i.test(name) ? [value] : keysOf(value),
  );
}
