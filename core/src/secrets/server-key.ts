/** The server's key file: made on first use, readable by its owner only. */
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '../contracts/errors.js';

const KEY_BYTES = 32;

interface ServerKey {
  /** First 8 hex digits of the key's SHA-256: names it in what it sealed. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** Keys of one file, the current one first. Read on first use, so that a process without secrets needs none. */
export interface KeyRing {
  readonly current: ServerKey;
  find(id: string): ServerKey | undefined;
  /** 32 bytes for one purpose; another server key gives others. */
  derive(purpose: string): Buffer;
}

export function openKeyRing(file: string): KeyRing {
  let keys: readonly ServerKey[] | undefined;
  return ringOf(() => (keys ??= readOrCreate(file)));
}

function ringOf(load: () => readonly ServerKey[]): KeyRing {
  return {
    get current() {
      return load()[0] as ServerKey;
    },
    find: (id) => load().find((key) => key.id === id),
    derive: (purpose) =>
      Buffer.from(
        hkdfSync('sha256', (load()[0] as ServerKey).bytes, 'turnpike', purpose, KEY_BYTES),
      ),
  };
}

/** One key that is kept in no file: 32 bytes. */
export function memoryKeyRing(bytes: Uint8Array): KeyRing {
  const key = toKey(Buffer.from(bytes));
  return ringOf(() => [key]);
}

/** Puts a new key before the others, which still open what they sealed. Returns its id. */
export function rotateKeyFile(file: string): string {
  const keys = readOrCreate(file);
  const made = newKey();
  writeKeys(file, [made, ...keys]);
  return made.id;
}

/** Ids of the keys before the current one. */
export function oldKeyIds(file: string): readonly string[] {
  return readOrCreate(file)
    .slice(1)
    .map(({ id }) => id);
}

/** Leaves only the current key, once nothing is sealed with the others. */
export function dropOldKeys(file: string): void {
  writeKeys(file, readOrCreate(file).slice(0, 1));
}

function readOrCreate(file: string): readonly ServerKey[] {
  const text = readIfThere(file);
  if (text === undefined) return createKeyFile(file);
  const keys = text.split(/\s+/).filter(Boolean).map(parseKey);
  if (keys.length > 0 && keys.every((key) => key.bytes.length === KEY_BYTES)) {
    keepToOwner(file);
    return keys;
  }
  throw new ConfigError('TURNPIKE_CONFIG_INVALID', `${file} holds no key.`, {
    file,
    key: 'keyFile',
    wayOut: 'Restore the file from a backup: without it nothing that was encrypted can be read.',
  });
}

/**
 * A file of this user is made private. One that belongs to somebody else was put there for this process, as Kubernetes
 * mounts a Secret for the pod's group: it may be read by that group, and by nobody beside.
 */
function keepToOwner(file: string): void {
  const { mode, uid } = statSync(file);
  if ((mode & 0o077) === 0) return;
  if (uid === process.geteuid?.()) return chmodSync(file, 0o600);
  if (isForGroup(mode)) return;
  throw new ConfigError(
    'TURNPIKE_CONFIG_INVALID',
    `The key file ${file} can be read by everybody.`,
    {
      file,
      key: 'keyFile',
      wayOut: `chmod 640 ${file}, or mount it with defaultMode 0440.`,
    },
  );
}

/** Nobody but owner and group may read it, and nobody but the owner may write it. */
export function isForGroup(mode: number): boolean {
  return (mode & 0o037) === 0;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ConfigError(
      'TURNPIKE_CONFIG_UNREADABLE',
      `The key file ${file} cannot be read.`,
      { file, key: 'keyFile', wayOut: 'Make it readable for the user of the server.' },
      error,
    );
  }
}

/** Two processes may start at once: the file appears whole, and only for the first. */
function createKeyFile(file: string): readonly ServerKey[] {
  mkdirSync(dirname(file), { recursive: true });
  const made = newKey();
  try {
    writeFileSync(file, `${made.bytes.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    return [made];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readOrCreate(file);
    throw error;
  }
}

function writeKeys(file: string, keys: readonly ServerKey[]): void {
  const text = keys.map((key) => `${key.bytes.toString('base64')}\n`).join('');
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function newKey(): ServerKey {
  return toKey(randomBytes(KEY_BYTES));
}

function parseKey(text: string): ServerKey {
  return toKey(Buffer.from(text, 'base64'));
}

function toKey(bytes: Buffer): ServerKey {
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}
