/**
 * PostgreSQL for tests: the server of `TURNPIKE_TEST_POSTGRES`, or a throw-away cluster of this process.
 * Without either: a visible skip, or an error where `CI` is set.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findService } from './services.js';

const run = promisify(execFile);
const START_MS = 60_000;

let server: Promise<string> | undefined;
let binaries: { readonly folder: string | undefined } | undefined;

/** Is there a server to use or to start? Says so once where there is none; throws where `CI` is set. */
export function hasPostgres(): boolean {
  if (process.env['TURNPIKE_TEST_POSTGRES']) return true;
  binaries ??= { folder: findBinaries() };
  return binaries.folder !== undefined;
}

/** URL of a database of its own: empty, or a copy of another one. Only where `hasPostgres`. */
export async function freshPostgres(copyOf?: string): Promise<string> {
  server ??= startServer();
  const admin = await server;
  const name = `turnpike_${randomBytes(6).toString('hex')}`;
  const template = copyOf ? ` template ${new URL(copyOf).pathname.slice(1)}` : '';
  await query(admin, `create database ${name}${template}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return url.href;
}

/** Ends all sessions of a database and removes it. */
export async function dropPostgres(url: string): Promise<void> {
  const admin = await server;
  const name = new URL(url).pathname.slice(1);
  if (admin) await query(admin, `drop database if exists ${name} with (force)`);
}

/** Ends all sessions of a database, as its server does when it shuts down. */
export async function endSessions(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await query(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
  );
}

/** A connection of the test's own, for as long as it asks. */
export async function asking<T>(url: string, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // Who waits for an answer hears of a lost connection by that.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

/** One statement on a connection of its own. */
export async function query(url: string, sql: string): Promise<void> {
  await asking(url, (client) => client.query(sql));
}

async function startServer(): Promise<string> {
  const given = process.env['TURNPIKE_TEST_POSTGRES'];
  if (given) return given;
  if (!hasPostgres() || !binaries?.folder) throw new Error('there is no PostgreSQL here');
  return startCluster(binaries.folder);
}

function findBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => +b - +a) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), '/usr/local/bin'];
  const found = findService(
    'PostgreSQL',
    folders.map((folder) => join(folder, 'initdb')),
  );
  return found?.slice(0, -'/initdb'.length);
}

/** PostgreSQL refuses to run as root: give it the user `postgres`, or `nobody`. */
async function unprivileged(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    const id = async (flag: string) => Number((await run('id', [flag, user])).stdout);
    try {
      return { uid: await id('-u'), gid: await id('-g') };
    } catch {
      continue; // no such user here
    }
  }
  throw new Error('PostgreSQL needs an unprivileged user to run as');
}

/** A cluster that a test may stop and start again. */
export interface OwnPostgres {
  /** URL of an empty database. */
  readonly url: string;
  /** As an operator stops it: ends every session. */
  stop(): Promise<void>;
  /** Comes back on the same port, with its data. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Only where `hasOwnPostgres`. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const cluster = await createCluster(findBinaries() ?? '');
  let child = await cluster.start();
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await ended;
  };
  const url = new URL(cluster.url);
  url.pathname = '/turnpike_own';
  await query(cluster.url, 'create database turnpike_own');
  return {
    url: url.href,
    stop,
    async start() {
      child = await cluster.start();
    },
    async remove() {
      await stop();
      rmSync(cluster.folder, { recursive: true, force: true });
    },
  };
}

/** Can a cluster of a test's own be started? A server that is given by URL cannot be stopped. */
export function hasOwnPostgres(): boolean {
  binaries ??= { folder: findBinaries() };
  return binaries.folder !== undefined;
}

async function startCluster(bin: string): Promise<string> {
  const cluster = await createCluster(bin);
  const child = await cluster.start();
  child.unref();
  guard(child.pid as number, cluster.folder);
  return cluster.url;
}

/** Ends the server and removes its folder when this process is gone, in whatever way: workers of tests are killed. */
function guard(pid: number, folder: string): void {
  const script = `cat
    kill -QUIT "$1"
    for _ in $(seq 50); do kill -0 "$1" || break; sleep 0.1; done
    rm -rf "$2"`;
  const child = spawn('sh', ['-c', script, 'guard', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
  (child.stdin as Socket).unref();
}

interface Cluster {
  readonly folder: string;
  /** Of the database `postgres`. */
  readonly url: string;
  /** Resolves when it answers. */
  start(): Promise<ChildProcess>;
}

async function createCluster(bin: string): Promise<Cluster> {
  const user = await unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const env = { PATH: process.env['PATH'] ?? '', LANG: 'C' };
  const options = { ...user, env, cwd: folder };
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'turnpike', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    options,
  );
  const port = await freePort();
  const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=60', `port=${port}`];
  const url = `postgres://turnpike@127.0.0.1:${port}/postgres`;
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(
      join(bin, 'postgres'),
      [
        ...['-D', data, '-k', folder, '-h', '127.0.0.1'],
        ...settings.flatMap((setting) => ['-c', setting]),
      ],
      { ...options, stdio: 'ignore' },
    );
    await untilReady(url);
    return child;
  };
  return { folder, url, start };
}

async function untilReady(url: string): Promise<void> {
  const until = performance.now() + START_MS;
  for (;;) {
    try {
      return await query(url, 'select 1');
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
