/** What each role's own process holds while builds go through all of them, and whether that stays flat. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { addRepository } from '../integration/scenario.js';
import { startMosquitto } from '../support/mosquitto.js';
import { asking, dropPostgres, freshPostgres } from '../support/postgres.js';
import { cliAccess, startProcess, type PlatformProcess } from '../support/process.js';
import { makeProject } from '../support/project.js';
import { hookTarget, pushDelivery, type HookTarget } from '../support/push-delivery.js';
import { mosquitto } from '../support/services.js';
import { describeProcesses, SPLIT_NAMES, splitPorts } from '../support/split.js';
import { leftBehind, type MemorySample } from './memory.js';

export interface RolesOptions {
  readonly builds: number;
  note(words: string): void;
}

export interface RoleMemory {
  readonly role: string;
  /** Living objects after a collection: bytes that 1,000 builds leave behind. */
  readonly heapBytesPer1000Builds: number;
  readonly samples: readonly MemorySample[];
}

const SAMPLES = 16;
/** The last events are remembered, some logs are kept open: the first builds fill what is bounded. */
const WARM = 0.4;
const SETTLE_MS = 1_000;
/** Deliveries that are on their way through the platform at once. */
const IN_HAND = 24;
const SETTINGS = {
  // Only what is delivered is built.
  'vcs-git': { pollSeconds: 3600 },
  worker: { slots: 8, executor: 'dummy' },
};

export async function measureRoles({ builds, note }: RolesOptions): Promise<readonly RoleMemory[]> {
  const platform = await startRoles();
  try {
    const target = await addProject(platform);
    const samples = new Map<string, MemorySample[]>(SPLIT_NAMES.map((name) => [name, []]));
    for (let part = 1; part <= SAMPLES; part += 1) {
      const until = Math.round((builds * part) / SAMPLES);
      await buildUntil(platform, target, until);
      await wait(SETTLE_MS);
      for (const { name, child } of platform.processes)
        samples.get(name)!.push({
          ...{ ended: until, running: 0 },
          ...(await probe(platform.heapFile(name), child.pid ?? 0)),
        });
      const hub = samples.get('hub')!.at(-1)!;
      note(`${until} of ${builds} builds, hub holds ${Math.round(hub.heapBytes / 1e6)} MB`);
    }
    return [...samples].map(([role, list]) => ({
      ...{ role, heapBytesPer1000Builds: Math.round(leftBehind(list, WARM)), samples: list },
    }));
  } finally {
    await platform.stop();
  }
}

interface Roles {
  readonly folder: string;
  readonly database: string;
  readonly apiUrl: string;
  readonly processes: readonly PlatformProcess[];
  heapFile(name: string): string;
  stop(): Promise<void>;
}

async function startRoles(): Promise<Roles> {
  const folder = mkdtempSync('/var/tmp/turnpike-roles-');
  chmodSync(folder, 0o755);
  const database = await freshPostgres();
  const broker = await startMosquitto(mosquitto() as string);
  const ports = await splitPorts();
  const places = { folder, database, broker: broker.url, ports, settings: SETTINGS };
  const optionsOf = describeProcesses(places);
  const heapFile = (name: string): string => join(folder, name, 'heap.json');
  const preload = new URL('./heap-probe.mjs', import.meta.url).href;
  const processes: PlatformProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map((process) => process.kill()));
    await broker.remove();
    await dropPostgres(database);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const name of SPLIT_NAMES) {
      const env = { NODE_OPTIONS: `--import ${preload}`, TURNPIKE_TEST_HEAP: heapFile(name) };
      processes.push(await startProcess({ ...optionsOf(name), env }));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const apiUrl = `http://127.0.0.1:${ports.get('api')}`;
  return { folder, database, apiUrl, processes, heapFile, stop };
}

interface Target {
  readonly hook: HookTarget;
  readonly sha: string;
}

async function addProject({ folder, apiUrl }: Roles): Promise<Target> {
  const project = makeProject(join(folder, 'repository'));
  const yml = { language: 'shell', git: { clone: false }, script: 'true' };
  const sha = project.push({ '.travis.yml': JSON.stringify(yml) }, 'To be built often');
  const { token } = await cliAccess(join(folder, 'api', 'data'));
  addRepository({ url: apiUrl, token }, project.path, 'roles/project', '--hook');
  return { hook: hookTarget(project.path), sha };
}

/** Keeps a few in hand until so many have been built, and waits until all have ended. */
async function buildUntil(roles: Roles, { hook, sha }: Target, until: number): Promise<void> {
  for (;;) {
    const { delivered, open } = await counts(roles);
    if (delivered >= until && open === 0) return;
    const more = Math.min(IN_HAND - open, until - delivered);
    for (let index = 0; index < more; index += 1) {
      // The same commit on the same branch would be one push.
      const push = pushDelivery(hook, `branch-${delivered + index + 1}`, sha);
      const answer = await fetch(hook.url, { method: 'POST', ...push });
      if (!answer.ok) throw new Error(`a delivery was refused with ${answer.status}`);
    }
    await wait(100);
  }
}

function counts({
  database,
}: Roles): Promise<{ readonly delivered: number; readonly open: number }> {
  return asking(database, async (client) => {
    const { rows } = await client.query<{ delivered: string; ended: string }>(
      `select (select count(*) from requests) as delivered, (select count(*) from builds
         where state in ('passed', 'failed', 'errored', 'canceled')) as ended`,
    );
    const [{ delivered, ended } = { delivered: 0, ended: 0 }] = rows;
    return { delivered: Number(delivered), open: Number(delivered) - Number(ended) };
  });
}

async function probe(file: string, pid: number) {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (let tries = 0; tries < 100; tries += 1) {
    await wait(50);
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Pick<MemorySample, 'heapBytes' | 'rssBytes'>;
    } catch {
      // It is not written yet.
    }
  }
  throw new Error(`process ${pid} does not say what it holds`);
}
