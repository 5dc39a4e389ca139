/** The platform as many processes: PostgreSQL, an external broker, one process a role. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from './mosquitto.js';
import type { ProcessOptions } from './process.js';

/** A process a role, and a second worker. */
export const SPLIT_NAMES = [
  'listener',
  'gatekeeper',
  'scheduler',
  'hub',
  'logs',
  'tasks',
  'api',
  'live',
  'cron',
  'web',
  'worker',
  'worker-2',
];
const WITHOUT_DATABASE = ['worker', 'web'];

/** A free port for each. */
export async function splitPorts(): Promise<ReadonlyMap<string, number>> {
  const ports = new Map<string, number>();
  for (const name of SPLIT_NAMES) ports.set(name, await freePort());
  return ports;
}

/** Where the processes of a platform find each other, and what all are told beside it. */
export interface Places {
  readonly folder: string;
  readonly database: string;
  readonly broker: string;
  readonly ports: ReadonlyMap<string, number>;
  /** By plugin. */
  readonly settings: Readonly<Record<string, object>>;
}

/** How each is started: its role, its address, what it may know. */
export function describeProcesses({
  folder,
  database,
  broker,
  ports,
  settings,
}: Places): (name: string) => ProcessOptions {
  const tokens = { role: randomBytes(24).toString('hex'), worker: randomBytes(24).toString('hex') };
  const at = (name: string): { url: string } => ({ url: `http://127.0.0.1:${ports.get(name)}` });
  const remotes = {
    commands: at('hub'),
    leases: at('hub'),
    logReader: at('logs'),
    logSink: at('logs'),
    requestPreview: at('gatekeeper'),
    deliveries: at('listener'),
  };
  return (name) => {
    const role = name.replace(/-2$/, '');
    const keyless = WITHOUT_DATABASE.includes(role);
    const store = { database: { url: database }, keyFile: join(folder, 'key') };
    return {
      name,
      folder: join(folder, name),
      role,
      config: {
        http: { port: ports.get(name) },
        // Deliveries go to the listener, as a front door would send them.
        publicUrl: at('listener').url,
        bus: { url: broker },
        tokens: role === 'worker' ? { worker: tokens.worker } : tokens,
        remotes,
        ...(keyless ? { database: { url: 'none' } } : store),
        ...settings,
        ...(role === 'worker' ? { worker: { ...settings['worker'], name } } : {}),
      },
    };
  };
}
