import type { JobPayload } from '@turnpike/sdk';

/** Marks a line of variables as secure (travis-build `lib/travis/build/env/var.rb`). */
const SECURE = /^SECURE\s+/;
const ASSIGNMENT = /\w+=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)/g;

/** Every value in a payload that must not be read in a log. */
export function secretsOf(payload: JobPayload): readonly string[] {
  const { turnpike } = payload;
  return [
    ...(payload.secrets ?? []),
    ...(payload.env_vars ?? []).filter((one) => !one.public).map((one) => one.value),
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

/** As written and without quotes: the shell prints the latter. */
function valuesOf(line: string): readonly string[] {
  const values = [...line.replace(SECURE, '').matchAll(ASSIGNMENT)].map(([, value = '']) => value);
  return values.flatMap((value) => [value, value.replace(/^(["'])([^]*)\1$/, '$2')]);
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
