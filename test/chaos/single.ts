/** One process, SQLite, the broker inside. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { apiClient } from '../support/api-client.js';
import { freePort } from '../support/mosquitto.js';
import { cliAccess, type ProcessOptions } from '../support/process.js';
import { hasSmallDisks, smallDisk, type SmallDisk } from '../support/small-disk.js';
import { foreignLock } from './foreign-lock.js';
import { listen } from './listener.js';
import { settings, wrongClock, type Shape, type ShapeOptions } from './shape.js';
import { supervise } from './supervisor.js';

const NAME = 'platform';
const DISK_MIB = 96;

async function fullFor(disk: SmallDisk, ms: number): Promise<void> {
  disk.fill();
  await wait(ms);
  disk.free();
}

export async function startSingle({
  folder,
  executor,
  random,
  clocks,
}: ShapeOptions): Promise<Shape> {
  // Room for the database of a whole round, no more than is filled in a moment.
  const disk = hasSmallDisks(folder) ? smallDisk(join(folder, 'disk'), DISK_MIB) : undefined;
  const database = join(disk?.folder ?? join(folder, NAME, 'data'), 'turnpike.db');
  const [http, mqtt] = [await freePort(), await freePort()];
  const user = { user: 'listener', password: randomBytes(12).toString('hex') };
  const start = (): ProcessOptions => ({
    name: NAME,
    folder: join(folder, NAME),
    config: {
      http: { port: http },
      database: { url: `sqlite:${database}` },
      broker: { listen: { host: '127.0.0.1', port: mqtt }, users: [{ ...user, rights: 'role' }] },
      ...settings(executor),
    },
    ...(clocks ? { env: wrongClock(random) } : {}),
  });
  const process = await supervise(NAME, start);
  const listener = listen(`mqtt://127.0.0.1:${mqtt}`, {
    username: user.user,
    password: user.password,
  });
  const access = () => cliAccess(join(folder, NAME, 'data'));
  return {
    victims: [NAME, ...Object.keys(executor.victims)],
    strike: (victim) => (executor.victims[victim] ?? process.kill)(random.between(50, 500)),
    faults: {
      lock: (forMs) => foreignLock(database, forMs),
      ...(disk ? { full: (forMs: number) => fullFor(disk, forMs) } : {}),
    },
    access,
    api: async () => {
      const { url, token } = await access();
      return apiClient(url, token);
    },
    heard: () => listener.texts(),
    nextEvent: (name, ms) => listener.nextEvent(name, ms),
    jobStates: () => Promise.resolve(listener.jobStates()),
    folders: [join(folder, NAME), ...(disk ? [disk.folder] : [])],
    dump: () => Promise.resolve(''),
    async stop() {
      await process.stop();
      await listener.stop();
      disk?.remove();
    },
  };
}
