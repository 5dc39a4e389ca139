import type { JsonObject, JsonValue, PayloadConfig } from '@turnpike/sdk';
import type { JobSecrets } from './job-secrets.js';

export interface OpenedConfig {
  readonly config: PayloadConfig;
  /** Plain texts of what was opened, to be masked in the log. */
  readonly secrets: readonly string[];
  /** Was something secure left out because of trust? */
  readonly hasRemoved: boolean;
}

/** Stands in for a value that was encrypted with another repository's key. */
export const UNREADABLE = '[unable to decrypt]';

/**
 * Add-ons that a job from outside may have: they install things and take no credentials
 * (travis-scheduler `lib/travis/scheduler/serialize/worker/config/addons.rb`).
 */
const SAFE_ADDONS = [
  'apt',
  'apt_packages',
  'apt_sources',
  'chrome',
  'firefox',
  'homebrew',
  'hosts',
  'mariadb',
  'mysql',
  'postgresql',
  'rethinkdb',
  'snaps',
  'ssh_known_hosts',
];

interface Opening {
  readonly mayHave: boolean;
  readonly open: JobSecrets['open'];
  readonly secrets: string[];
  removed: boolean;
}

/**
 * A job's configuration as the script compiler wants it: `env` as lines, secure ones marked `SECURE `, every
 * other `{secure: …}` replaced by its text. Where the job may have no secrets they are left out, not emptied.
 */
export function openConfig(
  config: JsonObject,
  { mayHave, open }: Pick<JobSecrets, 'mayHave' | 'open'>,
): OpenedConfig {
  const opening: Opening = { mayHave, open, secrets: [], removed: false };
  const target: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    if (key === 'env' || key === 'global_env') target[key] = envLines(value, opening);
    else if (key === 'addons') target[key] = openAddons(value, opening);
    else {
      const opened = openValue(value, opening);
      if (opened !== undefined) target[key] = opened;
    }
  }
  return { config: target, secrets: opening.secrets, hasRemoved: opening.removed };
}

function secureText(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { secure, ...rest } = value as JsonObject;
  return typeof secure === 'string' && Object.keys(rest).length === 0 ? secure : undefined;
}

/** undefined: left out. */
function openSecure(secure: string, opening: Opening): string | undefined {
  if (!opening.mayHave) {
    opening.removed = true;
    return undefined;
  }
  const plain = opening.open(secure);
  if (plain === undefined) return UNREADABLE;
  opening.secrets.push(plain);
  return plain;
}

function openValue(value: JsonValue, opening: Opening): JsonValue | undefined {
  const secure = secureText(value);
  if (secure !== undefined) return openSecure(secure, opening);
  if (Array.isArray(value)) {
    const list = value as readonly JsonValue[];
    return list.flatMap((item) => openValue(item, opening) ?? []);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const opened = openValue(item, opening);
    return opened === undefined ? [] : [[key, opened] as const];
  });
  return Object.fromEntries(entries);
}

function openAddons(value: JsonValue, opening: Opening): JsonValue | undefined {
  if (opening.mayHave || typeof value !== 'object' || value === null || Array.isArray(value))
    return openValue(value, opening);
  const kept = Object.entries(value).filter(([name]) => SAFE_ADDONS.includes(name));
  return openValue(Object.fromEntries(kept), opening);
}

/** Values stay shell source, quotes and all; an entry of several variables becomes one line. */
function envLines(value: JsonValue, opening: Opening): readonly string[] {
  const entries = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return entries.flatMap((entry) => envEntry(entry, opening));
}

function envEntry(entry: JsonValue, opening: Opening): readonly string[] {
  if (entry === null) return [];
  if (typeof entry !== 'object') return [String(entry)];
  if (Array.isArray(entry)) return envLines(entry, opening);
  const secure = secureText(entry);
  if (secure !== undefined) return secureLine(openSecure(secure, opening), '', opening);
  const plain: string[] = [];
  const hidden: string[] = [];
  for (const [name, value] of Object.entries(entry)) {
    const text = secureText(value);
    if (text === undefined) plain.push(`${name}=${scalar(value)}`);
    else hidden.push(...secureLine(openSecure(text, opening), `${name}=`, opening));
  }
  return [...(plain.length > 0 ? [plain.join(' ')] : []), ...hidden];
}

function secureLine(plain: string | undefined, name: string, opening: Opening): readonly string[] {
  if (plain === undefined) return [];
  if (name === '') maskValues(plain, opening);
  return [`SECURE ${name}${plain}`];
}

/** Of `TOKEN=abc` the log must hide `abc`; the name is no secret. */
function maskValues(line: string, opening: Opening): void {
  const value = /^\w+=(["']?)(.*)\1$/s.exec(line)?.[2];
  if (value) opening.secrets.push(value);
}

function scalar(value: JsonValue): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}
