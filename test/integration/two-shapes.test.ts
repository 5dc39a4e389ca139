import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { WireSystem } from '@turnpike/core/contracts';
import { apiClient } from '../support/api-client.js';
import { recordEvents, type EventRecorder } from '../support/events.js';
import { freePort, startMosquitto, type Mosquitto } from '../support/mosquitto.js';
import { dropPostgres, freshPostgres, hasPostgres } from '../support/postgres.js';
import { cliAccess, startProcess, type PlatformProcess } from '../support/process.js';
import { makeProject } from '../support/project.js';
import { mosquitto } from '../support/services.js';
import { addRepository, CONFIG, factsOf, outcomeOf, type Outcome } from './scenario.js';

interface Result {
  readonly outcomes: readonly Outcome[];
  readonly facts: readonly string[];
}

const EXPECTED: Outcome = {
  state: 'passed',
  logsSealed: true,
  jobs: [
    {
      number: '1.1',
      name: null,
      stage: 'test',
      state: 'passed',
      allowFailure: false,
      run: 1,
      said: ['first one'],
    },
    {
      number: '1.2',
      name: null,
      stage: 'test',
      state: 'passed',
      allowFailure: false,
      run: 1,
      said: ['first two'],
    },
    {
      number: '1.3',
      name: 'may fail',
      stage: 'first',
      state: 'failed',
      allowFailure: true,
      run: 1,
      said: ['expected'],
    },
    {
      number: '1.4',
      name: 'last',
      stage: 'second',
      state: 'passed',
      allowFailure: false,
      run: 1,
      said: ['second four'],
    },
  ],
};
const second = (outcome: Outcome): Outcome => ({
  ...outcome,
  jobs: outcome.jobs.map((job) => ({ ...job, number: job.number.replace('1.', '2.') })),
});

/** Jobs are pushed from a folder of the test, which the executor may read. */
const EXECUTOR = { 'vcs-git': { pollSeconds: 1 } };
const undo: (() => Promise<unknown>)[] = [];
const folders = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-shape-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

afterAll(async () => {
  for (const step of undo.toReversed()) await step().catch(() => {});
}, 300_000);

/** Two pushes; for the second one the broker is away where the shape has one of its own. */
async function run(
  access: { url: string; token: string },
  recorder: EventRecorder,
  brokerAway: () => Promise<void>,
): Promise<Result> {
  const folder = await folders();
  const project = makeProject(folder);
  const api = apiClient(access.url, access.token);
  const id = addRepository(access, project.path, 'acme/project');
  const first = await outcomeOf(api, id, project.push({ '.travis.yml': CONFIG }, 'First'));
  const facts = factsOf(recorder.events(), id);
  await brokerAway();
  const again = await outcomeOf(api, id, project.push({ 'more.txt': 'more\n' }, 'Second'), 90);
  return { outcomes: [first, again], facts };
}

async function oneProcess(): Promise<Result> {
  const folder = await folders();
  const port = await freePort();
  const user = { user: 'test', password: randomBytes(12).toString('hex') };
  const platform = await startProcess({
    name: 'one process',
    folder,
    config: {
      http: { port: await freePort() },
      broker: { listen: { host: '127.0.0.1', port }, users: [{ ...user, rights: 'role' }] },
      ...EXECUTOR,
    },
  });
  undo.push(() => platform.stop());
  const recorder = await recordEvents(`mqtt://127.0.0.1:${port}`, {
    username: user.user,
    password: user.password,
  });
  undo.push(() => recorder.stop());
  return run(await cliAccess(platform.dataDir), recorder, async () => {});
}

interface Split {
  readonly processes: readonly PlatformProcess[];
  readonly api: PlatformProcess;
}

/** A process a role; hub, gatekeeper, api and live twice. Worker and executor get no database and no key. */
async function processes(database: string, broker: string): Promise<Split> {
  const folder = await folders();
  const tokens = { role: randomBytes(24).toString('hex'), worker: randomBytes(24).toString('hex') };
  const names = [
    'listener',
    'gatekeeper',
    'gatekeeper-2',
    'scheduler',
    'hub',
    'hub-2',
    'build',
    'logs',
    'tasks',
    'api',
    'api-2',
    'live',
    'live-2',
    'cron',
    'web',
    'worker',
  ];
  const ports = new Map<string, number>();
  for (const name of names) ports.set(name, await freePort());
  const url = (name: string): { url: string } => ({ url: `http://127.0.0.1:${ports.get(name)!}` });
  const remotes = {
    commands: url('hub-2'),
    leases: url('hub'),
    logReader: url('logs'),
    logSink: url('logs'),
    requestPreview: url('gatekeeper'),
    scriptCompiler: url('build'),
    deliveries: url('listener'),
  };
  const withDatabase = { database: { url: database }, keyFile: join(folder, 'key') };
  const started: PlatformProcess[] = [];
  for (const name of names) {
    const role = name.replace(/-2$/, '');
    const apart = ['worker', 'build', 'web'].includes(role);
    const process = await startProcess({
      name,
      folder: join(folder, name),
      role,
      config: {
        http: { port: ports.get(name)! },
        publicUrl: url('web').url,
        bus: { url: broker },
        tokens: role === 'worker' ? { worker: tokens.worker } : tokens,
        remotes,
        ...(apart ? { database: { url: 'none' } } : withDatabase),
        // The script compiler is a process of its own here.
        ...(role === 'worker' ? { run: ['worker', 'executor-*'] } : {}),
        ...EXECUTOR,
      },
    });
    started.push(process);
    undo.push(() => process.stop());
  }
  return { processes: started, api: started.find((process) => process.name === 'api')! };
}

async function processARole(
  broker: Mosquitto,
): Promise<Result & { readonly told: Readonly<Record<string, number>> }> {
  const database = await freshPostgres();
  undo.push(() => dropPostgres(database));
  const recorder = await recordEvents(broker.url);
  undo.push(() => recorder.stop());
  const { api } = await processes(database, broker.url);
  // The public address is the front door's, which a test has none of.
  const { token } = await cliAccess(api.dataDir);
  const result = await run({ url: api.url, token }, recorder, () => broker.kill());
  const { facts } = await apiClient(api.url, token).get<WireSystem>('/v3/system');
  return { ...result, told: toldBy(facts) };
}

/** Which facts, and by how many processes each. */
function toldBy(facts: WireSystem['facts']): Readonly<Record<string, number>> {
  const ids = [...new Set(facts.map(({ id }) => id))];
  return Object.fromEntries(
    ids.map((id) => [id, new Set(facts.filter((f) => f.id === id).map((f) => f.process)).size]),
  );
}

describe('one push through two shapes', () => {
  let one: Result;

  it('one process, embedded database and broker', async () => {
    one = await oneProcess();
    expect(one.outcomes).toEqual([EXPECTED, second(EXPECTED)]);
  }, 300_000);

  const binary = mosquitto();
  it.skipIf(!binary || !hasPostgres())(
    'a process a role, PostgreSQL, Mosquitto, and a broker that goes away',
    async () => {
      const broker = await startMosquitto(binary!);
      undo.push(() => broker.remove());
      const split = await processARole(broker);
      expect(split.outcomes).toEqual(one.outcomes);
      expect(split.facts).toEqual(one.facts);
      // Of the logs role, of tasks, and of the worker, which has no database.
      expect(split.told).toMatchObject({ 'store-fs': 1, 'notifier-email': 1, 'executor-local': 1 });
      // Thirteen have a database, and the worker says it with its hello.
      expect(split.told['data-folder']).toBe(14);
    },
    300_000,
  );
});
