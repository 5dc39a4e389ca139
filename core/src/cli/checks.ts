/** What `turnpike doctor` looks at. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { isTurnpikeError, type TurnpikeError } from '../contracts/errors.js';
import type { CliIo } from '../contracts/plugin.js';
import { tokens } from '../contracts/tokens.js';
import { allProblems, type HostPlan } from '../host/plan.js';
import { isForGroup } from '../secrets/server-key.js';
import { sqliteFile } from '../store/sqlite-file.js';
import { pathsOf } from '../host/paths.js';
import { measureRoom } from '../host/room.js';
import { addressChecks } from './address-checks.js';
import { backupCheck } from './backup/last-backup.js';
import { createApiClient, readAccessFile } from './api-client.js';
import { firstProcessCheck, firstProcessName } from './first-process-check.js';

export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly message: string;
  readonly wayOut?: string;
}

const run = promisify(execFile);

/** `resolve`: of a host of its own, for what a server that does not run cannot tell. */
export async function runChecks(
  plan: HostPlan,
  resolve: CliIo['resolve'],
): Promise<readonly Check[]> {
  const { core } = plan.configuration;
  const { dataDir, keyFile } = pathsOf(core, plan.root);
  const isRunning = await serverRuns(dataDir);
  return [
    nodeCheck(),
    await gitCheck(),
    configurationCheck(plan),
    await folderCheck(dataDir, core.host.lowSpaceBytes),
    await keyCheck(keyFile),
    await databaseCheck(core.database, dataDir, isRunning),
    await portCheck(core.http.host, core.http.port, isRunning),
    ...addressChecks(core),
    ...(await backupCheck(dataDir, keyFile)),
    ...firstProcessCheck(await firstProcessName()),
    {
      name: 'server',
      state: 'ok',
      message: isRunning ? 'runs and answers' : 'does not run',
    },
    ...(isRunning ? await serverFacts(dataDir) : await notifierChecks(plan, resolve)),
  ];
}

function nodeCheck(): Check {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 20) return { name: 'node', state: 'ok', message: process.version };
  return failed('node', `${process.version} is too old`, 'Install Node 20 or newer.');
}

async function gitCheck(): Promise<Check> {
  try {
    const { stdout } = await run('git', ['--version']);
    return { name: 'git', state: 'ok', message: stdout.trim() };
  } catch {
    return failed('git', 'is not here', 'Install git: checkouts and git repositories need it.');
  }
}

function configurationCheck(plan: HostPlan): Check {
  const { units } = plan;
  const problems = allProblems(plan);
  const [first] = problems;
  if (!first) {
    return { name: 'configuration', state: 'ok', message: `${units.length} plugins would run` };
  }
  const { wayOut } = first.details;
  return failed(
    'configuration',
    `${problems.length} problems, the first: ${first.message}`,
    wayOut ?? 'turnpike config check shows all.',
  );
}

async function folderCheck(dataDir: string, lowSpaceBytes: number): Promise<Check> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
    const { state, text, wayOut } = await measureRoom({ folder: dataDir }, lowSpaceBytes);
    const message = `${dataDir}, ${text}`;
    return { name: 'data folder', state, message, ...(wayOut === null ? {} : { wayOut }) };
  } catch (error) {
    return failed('data folder', String(error), 'Make it writable, or set dataDir.');
  }
}

async function keyCheck(file: string): Promise<Check> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return { name: 'key', state: 'ok', message: 'is made on the first start' };
  const isMounted = found.uid !== process.geteuid?.() && isForGroup(found.mode);
  if ((found.mode & 0o077) === 0 || isMounted) return { name: 'key', state: 'ok', message: file };
  return failed('key', `${file} can be read by others`, `chmod 600 ${file}`);
}

async function databaseCheck(
  database: HostPlan['configuration']['core']['database'],
  dataDir: string,
  isRunning: boolean,
): Promise<Check> {
  if (database.url === 'none') return { name: 'database', state: 'ok', message: 'none here' };
  // Looking must not make one: a data folder that is to be restored has to be empty.
  const file = sqliteFile(database.url, dataDir);
  if (file && !(await stat(file).catch(() => undefined)))
    return { name: 'database', state: 'ok', message: 'is made on the first start' };
  try {
    const { connect } = await import('../store/connect.js');
    await (await connect({ ...database, dataDir })).close();
    return { name: 'database', state: 'ok', message: 'opens' };
  } catch (error) {
    if (isRunning && isTurnpikeError(error) && error.code === 'TURNPIKE_STORE_IN_USE') {
      return { name: 'database', state: 'ok', message: 'is open in the server' };
    }
    return fromError('database', error);
  }
}

async function portCheck(host: string, port: number, isRunning: boolean): Promise<Check> {
  const name = 'port';
  if (port === 0 || isRunning) return { name, state: 'ok', message: `${host}:${port}` };
  try {
    await listenOnce(host, port);
    return { name, state: 'ok', message: `${host}:${port} is free` };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return failed(name, `${host}:${port}: ${code}`, 'Stop what listens there, or set http.port.');
  }
}

/** What the system page shows too, of all processes. The data folder is looked at from here. */
async function serverFacts(dataDir: string): Promise<readonly Check[]> {
  try {
    const left = await readAccessFile(dataDir);
    if (!left) return [];
    const { facts } = await createApiClient(left).call('system');
    return facts
      .filter(({ id }) => id !== 'data-folder')
      .map(({ title, state, text, way_out: wayOut, room }) => ({
        name: title.toLowerCase(),
        state,
        message: room ? `${room.folder}, ${text}` : text,
        ...(wayOut === null ? {} : { wayOut }),
      }));
  } catch (error) {
    return [fromError('facts of the server', error)];
  }
}

async function notifierChecks(
  plan: HostPlan,
  resolve: CliIo['resolve'],
): Promise<readonly Check[]> {
  if (plan.problems.length > 0) return [];
  try {
    const running = new Set(plan.units.flatMap(({ manifest }) => manifest.notifier?.id ?? []));
    const { notifiers } = await resolve({ notifiers: tokens.notifiers });
    return notifiers.flatMap(({ id, unavailable }) =>
      unavailable && running.has(id)
        ? {
            name: `notifications by ${id}`,
            state: 'warning' as const,
            message: 'not configured',
            wayOut: unavailable,
          }
        : [],
    );
  } catch (error) {
    return [fromError('notifications', error)];
  }
}

function listenOnce(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

/** It may run without being ready, and then it is most wanted to say why. */
export async function serverRuns(dataDir: string): Promise<boolean> {
  const left = await readAccessFile(dataDir).catch(() => undefined);
  if (!left) return false;
  const answer = await createApiClient(left)
    .send('/healthz')
    .catch(() => undefined);
  return answer?.ok === true;
}

function failed(name: string, message: string, wayOut: string): Check {
  return { name, state: 'failed', message, wayOut };
}

function fromError(name: string, error: unknown): Check {
  const known: TurnpikeError | undefined = isTurnpikeError(error) ? error : undefined;
  return failed(
    name,
    String((error as Error).message),
    known?.details.wayOut ?? 'See the message.',
  );
}
