/** The compose file, and what its containers start with, run here without containers. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { freePort } from '../support/mosquitto.js';
import { turnpike } from '../support/process.js';
import { root } from '../support/root.js';
import { mosquitto } from '../support/services.js';

const docker = join(root, 'config/docker');
interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly privileged?: boolean;
  readonly read_only?: boolean;
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly command?: readonly string[];
}
const compose = parse(readFileSync(join(docker, 'compose.yml'), 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

let folder = '';
let env: Record<string, string> = {};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-compose-'));
  chmodSync(folder, 0o755);
  const secrets = join(folder, 'secrets');
  execFileSync(process.execPath, [turnpike, 'secrets', 'init', '--folder', secrets]);
  const bin = join(folder, 'bin');
  execFileSync('mkdir', [bin]);
  symlinkSync(turnpike, join(bin, 'turnpike'));
  env = { PATH: `${bin}:${process.env['PATH']}:/usr/sbin`, SECRETS: secrets, HOME: folder };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the compose file', () => {
  it('names services, volumes and files that there are', () => {
    const { services, volumes } = compose;
    expect(Object.keys(services)).toEqual(['secrets', 'postgres', 'broker', 'server', 'worker']);
    for (const one of Object.values(services)) {
      for (const other of Object.keys(one.depends_on ?? {})) expect(services).toHaveProperty(other);
      for (const volume of one.volumes ?? []) {
        const source = volume.replace(/^\$\{\w+:-([^}]+)\}/, '$1').split(':')[0] ?? '';
        if (source.startsWith('./')) expect(existsSync(join(docker, source)), source).toBe(true);
        else if (!source.startsWith('/')) expect(Object.keys(volumes)).toContain(source);
      }
    }
  });

  it('gives no container more than it needs, and the engine to the worker alone', () => {
    for (const [name, one] of Object.entries(compose.services)) {
      expect(one.privileged, name).toBeUndefined();
      const hasEngine = JSON.stringify(one.volumes ?? []).includes('docker.sock');
      expect(hasEngine, name).toBe(name === 'worker');
    }
    for (const name of ['server', 'worker']) expect(compose.services[name]!.read_only).toBe(true);
  });

  it('has a server whose configuration the product takes, with all that its secrets make', () => {
    const args = compose.services['server']!.command!.map((arg) =>
      arg.replace('/etc/turnpike/compose.yml', join(folder, 'server.yml')),
    );
    const text = readFileSync(join(docker, 'compose-server.yml'), 'utf8');
    writeFileSync(join(folder, 'server.yml'), text.replaceAll('/secrets', env['SECRETS']!));
    const script = join(docker, 'with-secrets.sh');
    const said = execFileSync(
      'sh',
      [script, 'role', 'config', 'explain', 'database', ...args.slice(1)],
      { env, encoding: 'utf8' },
    );
    expect(said).toContain('database.url = "postgres://turnpike:[secret]@postgres:5432/turnpike"');
    expect(told('role')).toMatch(
      /^TURNPIKE_DATABASE_URL=postgres:\/\/turnpike:[0-9a-f]{64}@postgres:5432\/turnpike$/m,
    );
    const checked = execFileSync('sh', [script, 'role', 'config', 'check', ...args.slice(1)], {
      env,
      encoding: 'utf8',
    });
    expect(checked).toMatch(/^ok: \d+ plugins would run/);
  });

  it('tells a worker nothing of the database and of the roles', () => {
    expect(told('worker')).toMatch(/^TURNPIKE_BUS_USER=worker$/m);
    expect(told('worker')).not.toMatch(/TURNPIKE_(DATABASE|TOKENS_ROLE)/);
  });

  /** The environment that the product gets. */
  function told(as: 'role' | 'worker'): string {
    const script = readFileSync(join(docker, 'with-secrets.sh'), 'utf8');
    const printing = join(folder, 'with-secrets.sh');
    writeFileSync(printing, script.replace('exec turnpike "$@"', 'exec env'));
    return execFileSync('sh', [printing, as], { env, encoding: 'utf8' });
  }
});

const broker = mosquitto();
describe.skipIf(!broker)('its Mosquitto', () => {
  let child: ChildProcess | undefined;
  const clients: mqtt.MqttClient[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.endAsync(true);
    child?.kill('SIGKILL');
  });

  it('has the rights of the product’s own broker', async () => {
    const port = await freePort();
    child = spawn('sh', [join(docker, 'mosquitto.sh')], {
      env: { ...env, MOSQUITTO_PORT: String(port) },
      stdio: 'ignore',
    });
    const connect = async (username?: string): Promise<mqtt.MqttClient> => {
      const file = join(env['SECRETS']!, `broker-${username}-password`);
      const as = username === undefined ? {} : { username, password: readFileSync(file, 'utf8') };
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, {
        ...as,
        reconnectPeriod: 0,
      });
      clients.push(client);
      return client;
    };
    const tried = async (): Promise<string> =>
      connect('role').then(
        () => 'open',
        (error: Error) => error.message,
      );
    await expect.poll(tried).toBe('open');
    await expect(connect()).rejects.toThrow(/[Nn]ot authorized/);
    const [role, worker] = [await connect('role'), await connect('worker')];
    const heard: string[] = [];
    worker.on('message', (topic) => heard.push(topic));
    await worker.subscribeAsync('turnpike/v1/job/+/queued', { qos: 1 });
    await worker.subscribeAsync('turnpike/v1/build/+/created', { qos: 1 }).catch(() => undefined);
    await worker.publishAsync('turnpike/v1/job/1/queued', 'forged', { qos: 0 });
    await role.publishAsync('turnpike/v1/build/5/created', '', { qos: 1 });
    await role.publishAsync('turnpike/v1/job/7/queued', '', { qos: 1 });
    await expect.poll(() => heard).toEqual(['turnpike/v1/job/7/queued']);
  }, 300_000);
});
