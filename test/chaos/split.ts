/** A process a role, PostgreSQL, Mosquitto; two workers. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { apiClient } from '../support/api-client.js';
import { startMosquitto } from '../support/mosquitto.js';
import { asking, dropPostgres, endSessions, freshPostgres } from '../support/postgres.js';
import { cliAccess, type ProcessOptions } from '../support/process.js';
import { mosquitto } from '../support/services.js';
import { describeProcesses, SPLIT_NAMES, splitPorts } from '../support/split.js';
import { listen } from './listener.js';
import { settings, wrongClock, type Shape, type ShapeOptions } from './shape.js';
import { supervise, type Supervised } from './supervisor.js';

/** Whose clock is wrong. */
const CLOCKS = ['hub', 'worker'];

export async function startSplit(options: ShapeOptions): Promise<Shape> {
  const { folder, random } = options;
  const database = await freshPostgres();
  const broker = await startMosquitto(mosquitto() as string);
  if (!options.broker) await broker.kill();
  const listener = listen(broker.url);
  const ports = await splitPorts();
  const optionsOf = describeProcesses({
    folder,
    database,
    broker: broker.url,
    ports,
    settings: settings(options.executor),
  });
  const processes = new Map<string, Supervised>();
  for (const name of SPLIT_NAMES) {
    const wrong = options.clocks && CLOCKS.includes(name);
    const start = (): ProcessOptions => ({
      ...optionsOf(name),
      ...(wrong ? { env: wrongClock(random) } : {}),
    });
    processes.set(name, await supervise(name, start));
  }
  const url = `http://127.0.0.1:${ports.get('api')}`;
  const access = async () => ({ url, token: (await cliAccess(join(folder, 'api', 'data'))).token });

  return {
    victims: [
      ...SPLIT_NAMES,
      ...(options.broker ? ['broker'] : []),
      ...Object.keys(options.executor.victims),
    ],
    async strike(victim) {
      const kill = options.executor.victims[victim] ?? processes.get(victim)?.kill;
      if (kill) return kill(random.between(50, 500));
      await broker.kill();
      await wait(random.between(100, 1500));
      await broker.start();
    },
    faults: {
      sessions: () => endSessions(database).catch(() => undefined),
      lock: (forMs) => tablesLocked(database, forMs).catch(() => undefined),
    },
    access,
    api: async () => apiClient(url, (await access()).token),
    heard: () => listener.texts(),
    nextEvent: (name, ms) => listener.nextEvent(name, ms),
    jobStates: () => statesIn(database),
    folders: SPLIT_NAMES.map((name) => join(folder, name)),
    dump: () => dumpOf(database),
    async stop() {
      await Promise.all([...processes.values()].map((process) => process.stop()));
      await listener.stop();
      await broker.remove();
      await dropPostgres(database);
    },
  };
}

/** A pause of all that writes, as a migration or a maintenance makes one. */
const tablesLocked = (url: string, forMs: number): Promise<void> =>
  asking(url, async (client) => {
    await client.query('begin');
    await client.query("set local lock_timeout = '5s'");
    await client.query('lock table jobs, requests, deliveries in exclusive mode');
    await wait(forMs);
    await client.query('rollback');
  });

const statesIn = (url: string): Promise<ReadonlyMap<string, number>> =>
  asking(url, async (client) => {
    const { rows } = await client.query<{ state: string; count: string }>(
      'select state, count(*) from jobs group by state',
    );
    return new Map(rows.map(({ state, count }) => [state, Number(count)]));
  });

/** Every row of every table as text. */
const dumpOf = (url: string): Promise<string> =>
  asking(url, async (client) => {
    const tables = await client.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
    );
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      texts.push(name, ...rows.map(({ row }) => row));
    }
    return texts.join('\n');
  });
