/** A payload as it is shown to who may not see all of its secrets. */
import type { JobPayload, PayloadClone, PayloadEnvVar } from '../../contracts/payload.js';
import { WITHHELD, type SecretKind } from '../../contracts/permissions.js';
import { withoutCredentials } from '../../contracts/text.js';
import { all, masked, maskOf, type Mask } from './mask.js';

export interface Shown<T> {
  readonly value: T;
  /** Parts of it that are changed as a whole or not at all: a new address would be sent the old password. */
  readonly whole: ReadonlySet<unknown>;
}

/** What holds no secret, and is left alone even where a secret happens to be the same word. */
const PLAIN = ['type', 'queue', 'job', 'source', 'build', 'timeouts', 'host', 'hosts', 'vm_size'];
const STORAGE = ['cache_settings', 'cache_options', 'workspace'];

export function shownPayload(
  payload: JobPayload,
  kinds: ReadonlySet<SecretKind>,
): Shown<JobPayload> {
  const whole = new Set<unknown>();
  const sealed = <T>(value: T): T => {
    whole.add(value);
    return value;
  };
  const mask = kinds.has('env') ? maskOf(payload.secrets ?? []) : undefined;
  const members = Object.entries(payload).map(([key, value]) => [
    key,
    shownMember(key, value, { kinds, mask, sealed }),
  ]);
  return { value: Object.fromEntries(members) as JobPayload, whole };
}

interface Showing {
  readonly kinds: ReadonlySet<SecretKind>;
  /** undefined: it may see what was encrypted. */
  readonly mask: Mask | undefined;
  sealed<T>(value: T): T;
}

function shownMember(key: string, value: unknown, showing: Showing): unknown {
  const { kinds, mask, sealed } = showing;
  if (value === null || value === undefined || PLAIN.includes(key)) return value;
  if (STORAGE.includes(key)) return kinds.has('storage') ? sealed(masked(value, all)) : value;
  switch (key) {
    case 'env_vars':
      return mask ? (value as PayloadEnvVar[]).map((one) => shownVariable(one, sealed)) : value;
    case 'secrets':
      return mask ? masked(value, all) : value;
    case 'ssh_key':
      return kinds.has('keys') ? sealed({ ...(value as object), value: WITHHELD }) : value;
    case 'oauth_token':
      return kinds.has('tokens') ? WITHHELD : value;
    case 'repository':
      return kinds.has('clone') ? masked(value, withoutCredentials) : value;
    case 'turnpike':
      return shownOwn(value as Readonly<Record<string, unknown>>, showing);
    default:
      return mask ? masked(value, mask) : value;
  }
}

function shownVariable(one: PayloadEnvVar, sealed: Showing['sealed']): PayloadEnvVar {
  return one.public === true ? one : sealed({ ...one, value: WITHHELD });
}

function shownOwn(
  own: Readonly<Record<string, unknown>>,
  { kinds, mask, sealed }: Showing,
): Readonly<Record<string, unknown>> {
  const { clone, job_token: token, ...rest } = own;
  const shown = mask ? (masked(rest, mask) as typeof rest) : rest;
  const cloning = clone && kinds.has('clone') ? sealed(shownClone(clone as PayloadClone)) : clone;
  return {
    ...shown,
    ...(clone === undefined ? {} : { clone: cloning }),
    ...(token === undefined ? {} : { job_token: kinds.has('tokens') ? WITHHELD : token }),
  };
}

function shownClone(clone: PayloadClone): PayloadClone {
  return {
    ...clone,
    url: withoutCredentials(clone.url),
    ...(clone.username === undefined ? {} : { username: WITHHELD }),
    ...(clone.password === undefined ? {} : { password: WITHHELD }),
  };
}
