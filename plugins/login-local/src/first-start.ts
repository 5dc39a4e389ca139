/** What a start leaves behind: an administrator, a way in for people, and one for the command line. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { SecretBox, User } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import type { Accounts } from './accounts.js';

type AdminStore = Pick<Store, 'users' | 'exclusively'>;

/** The first administrator; made where there is none. undefined: another process makes it now. */
export async function ensureAdmin(store: AdminStore, login: string): Promise<User | undefined> {
  const existing = await firstAdmin(store);
  if (existing) return existing;
  return store.exclusively('login-local.first-admin', async () => {
    const before = (await firstAdmin(store)) ?? (await store.users.byLogin(login));
    if (before?.admin) return before;
    if (before) return store.users.update(before.id, { admin: true });
    return store.users.insert({ login, name: null, email: null, admin: true });
  });
}

export async function firstAdmin(store: Pick<Store, 'users'>): Promise<User | undefined> {
  const admins = (await store.users.list()).filter(
    (user) => user.admin && user.suspendedAt === null,
  );
  return admins.toSorted((left, right) => left.id - right.id)[0];
}

/** The link by which one gets in for the first time; undefined: an administrator has a password. */
export async function firstLink(
  store: AdminStore,
  accounts: Accounts,
  publicUrl: string,
): Promise<{ readonly login: string; readonly url: string } | undefined> {
  const admins = (await store.users.list()).filter((user) => user.admin);
  const ready = await Promise.all(admins.map((user) => accounts.hasPassword(user.id)));
  const [admin] = admins;
  if (!admin || ready.includes(true)) return undefined;
  return { login: admin.login, url: linkUrl(publicUrl, await accounts.makeLink(admin.id)) };
}

/** The token stands in the fragment: no server log has it. */
export function linkUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/-/login#once=${token}`;
}

interface AccessPorts {
  readonly store: Pick<Store, 'sessions'>;
  readonly secrets: Pick<SecretBox, 'hash'>;
  /** Folder of this plugin, in the data folder. */
  readonly folder: string;
}

/** By folder: start and sweep come at once, and the token of the one would be ended by the other. */
const writing = new Map<string, Promise<void>>();

/**
 * `cli.json` in the data folder: address and token for the command line on this machine, for the owner's eyes only.
 * A token that still works is kept. One after another, however often it is called.
 */
export async function writeAccessFile(ports: AccessPorts, url: string, admin: User): Promise<void> {
  const { folder } = ports;
  const before = writing.get(folder) ?? Promise.resolve();
  const written = before.catch(() => undefined).then(() => writeNow(ports, url, admin));
  writing.set(folder, written);
  try {
    await written;
  } finally {
    if (writing.get(folder) === written) writing.delete(folder);
  }
}

async function writeNow(ports: AccessPorts, url: string, admin: User): Promise<void> {
  const dataDir = dirname(ports.folder);
  const file = join(dataDir, 'cli.json');
  const kept = await readToken(file);
  const found =
    kept !== undefined && (await ports.store.sessions.findToken(ports.secrets.hash(kept)));
  // Of somebody who is no administrator any more it would open little.
  const token = found && found.user.admin ? kept : await makeToken(ports, dataDir, admin);
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify({ url, token }, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Does the administrator have the token that belongs to this data folder? */
export async function hasAccessToken(
  store: Pick<Store, 'sessions'>,
  folder: string,
  admin: User,
): Promise<boolean> {
  const name = accessTokenName(dirname(folder));
  return (await store.sessions.tokens(admin.id)).some((token) => token.name === name);
}

/** A server that listens everywhere is reached on loopback from its own machine. */
export function onThisMachine(listenUrl: string): string {
  const url = new URL(listenUrl);
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1';
  if (url.hostname === '[::]') url.hostname = '[::1]';
  return url.href.replace(/\/+$/, '');
}

function accessTokenName(dataDir: string): string {
  const place = createHash('sha256').update(dataDir).digest('hex').slice(0, 6);
  return `command line on ${hostname()} (${place})`;
}

async function makeToken(
  { store, secrets }: AccessPorts,
  dataDir: string,
  admin: User,
): Promise<string> {
  const name = accessTokenName(dataDir);
  for (const old of await store.sessions.tokens(admin.id)) {
    if (old.name === name) await store.sessions.deleteToken(admin.id, old.id);
  }
  const token = `tp_${randomBytes(30).toString('base64url')}`;
  const hash = secrets.hash(token);
  await store.sessions.createToken({ hash, userId: admin.id, name, scopes: ['*'] });
  return token;
}

async function readToken(file: string): Promise<string | undefined> {
  try {
    const { token } = JSON.parse(await readFile(file, 'utf8')) as { token?: unknown };
    return typeof token === 'string' ? token : undefined;
  } catch {
    // Not there, or cut off by a crash: it is made anew.
    return undefined;
  }
}
