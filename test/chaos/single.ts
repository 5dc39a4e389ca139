/** One process, SQLite, the broker inside. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { apiClient } from '../support/api-client.js';
import { freePort } from '../support/mosquitto.js';
import { cliAccess, type ProcessOptions } from '../support/process.js';
import { listen } from './listener.js';
import { SETTINGS, wrongClock, type Shape, type ShapeOptions } from './shape.js';
import { supervise } from './supervisor.js';

const NAME = 'platform';

export async function startSingle({ folder, random, clocks }: ShapeOptions): Promise<Shape> {
  const [http, mqtt] = [await freePort(), await freePort()];
  const user = { user: 'listener', password: randomBytes(12).toString('hex') };
  const start = (): ProcessOptions => ({
    name: NAME,
    folder: join(folder, NAME),
    config: {
      http: { port: http },
      broker: { listen: { host: '127.0.0.1', port: mqtt }, users: [{ ...user, rights: 'role' }] },
      ...SETTINGS,
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
    victims: [NAME],
    strike: () => process.kill(random.between(50, 500)),
    access,
    api: async () => {
      const { url, token } = await access();
      return apiClient(url, token);
    },
    heard: () => listener.texts(),
    nextEvent: (name, ms) => listener.nextEvent(name, ms),
    jobStates: () => Promise.resolve(listener.jobStates()),
    folders: [join(folder, NAME)],
    dump: () => Promise.resolve(''),
    async stop() {
      await process.stop();
      await listener.stop();
    },
  };
}
