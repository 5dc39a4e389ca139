import { connectBus, type MqttBus } from '../../../core/src/bus/mqtt-bus.js';
import { MqttClient, connectAsync } from 'mqtt';
import { connect as connectSocket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Events, TurnpikeEvent } from '@turnpike/sdk';
import { silentLogger } from '../../../core/src/log/silent-logger.js';
import { createBroker, type Broker } from './broker.js';
import { listen, type BrokerPort } from './listen.js';

const users = [
  { user: 'role', password: 'role-password-1', rights: 'role' },
  { user: 'worker', password: 'worker-password', rights: 'worker' },
] as const;
const queued: Events['job:queued'] = {
  repositoryId: 1,
  jobId: 42,
  buildId: 7,
  ownerId: 3,
  number: '7.1',
  state: 'queued',
  run: 0,
  version: 2,
};
const notice: Events['job:log'] = { repositoryId: 1, jobId: 42, run: 1, end: 10, sealed: false };

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function startBroker(port = 0): Promise<{ broker: Broker; port: BrokerPort }> {
  const broker = await createBroker({ users: [...users] }, silentLogger);
  const opened = await listen(broker, { host: '127.0.0.1', port });
  cleanups.push(async () => {
    await opened.close();
    await broker.close();
  });
  return { broker, port: opened };
}

function busTo(port: number, origin: string, user: (typeof users)[number] = users[0]): MqttBus {
  const url = `mqtt://127.0.0.1:${port}`;
  const bus = connectBus({
    url,
    user: user.user,
    password: user.password,
    origin,
    log: silentLogger,
  });
  cleanups.push(() => bus.close());
  return bus;
}

function collect(bus: MqttBus, name: 'job:queued' | 'job:log' | 'job:cancel-requested') {
  const heard: TurnpikeEvent[] = [];
  bus.on(name, (event) => void heard.push(event as TurnpikeEvent));
  return heard;
}

async function until(what: () => boolean, ms = 60_000): Promise<void> {
  const end = Date.now() + ms;
  while (!what()) {
    if (Date.now() > end) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('the bus over the broker', () => {
  it('carries an event to the own process at once and to another through the broker', async () => {
    const { broker, port } = await startBroker();
    const here = connectBus({
      url: 'embedded',
      origin: 'here',
      log: silentLogger,
      embedded: () => broker.connect(),
    });
    cleanups.push(() => here.close());
    const there = busTo(port.port, 'there');
    const own = collect(here, 'job:queued');
    const other = collect(there, 'job:queued');
    expect(await here.ready(60_000)).toBe(true);
    expect(await there.ready(60_000)).toBe(true);

    const publishing = here.publish('job:queued', queued);
    expect(own).toHaveLength(1);
    await publishing;
    await until(() => other.length === 1);

    expect(other[0]).toEqual(own[0]);
    expect(other[0]).toMatchObject({ name: 'job:queued', origin: 'here', data: queued });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(own).toHaveLength(1);
  });

  it('tells its own process while no broker is there, and comes back by itself', async () => {
    const first = await startBroker();
    const port = first.port.port;
    const bus = busTo(port, 'a');
    const heard = collect(bus, 'job:queued');
    expect(await bus.ready(60_000)).toBe(true);
    await first.port.close();
    await first.broker.close();
    await until(() => !bus.connected);

    const started = Date.now();
    await bus.publish('job:queued', queued);
    expect(Date.now() - started).toBeLessThan(30_000);
    expect(heard).toHaveLength(1);

    await startBroker(port);
    const listener = busTo(port, 'b');
    const later = collect(listener, 'job:queued');
    expect(await listener.ready(60_000)).toBe(true);
    await until(() => bus.connected);
    await bus.publish('job:queued', { ...queued, version: 3 });
    await until(() => later.some((event) => (event.data as typeof queued).version === 3));
  });

  it('drops repeats, malformed and foreign messages', async () => {
    const { port } = await startBroker();
    const bus = busTo(port.port, 'a');
    const heard = collect(bus, 'job:queued');
    await bus.ready(60_000);
    const raw = await connectAsync(`mqtt://127.0.0.1:${port.port}`, {
      username: users[0].user,
      password: users[0].password,
    });
    cleanups.push(() => raw.endAsync(true));
    const topic = 'turnpike/v1/job/42/queued';
    const message = JSON.stringify({ id: 'e1', origin: 'x', data: queued });
    await raw.publishAsync(topic, '{"broken', { qos: 1 });
    await raw.publishAsync(topic, JSON.stringify({ id: 'e0', origin: 'x', data: {} }), { qos: 1 });
    await raw.publishAsync('turnpike/v1/job/43/queued', message, { qos: 1 });
    await raw.publishAsync(topic, message, { qos: 1 });
    await raw.publishAsync(topic, message, { qos: 1 });
    await until(() => heard.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard.map((event) => event.id)).toEqual(['e1']);
  });

  it('refuses to publish inside a store transaction', async () => {
    const { broker } = await startBroker();
    const bus = connectBus({
      url: 'embedded',
      origin: 'a',
      log: silentLogger,
      embedded: () => broker.connect(),
    });
    cleanups.push(() => bus.close());
    const { markInside } = await import('../../../core/src/store/guard.js');
    await expect(markInside(() => bus.publish('job:queued', queued))).rejects.toMatchObject({
      code: 'TURNPIKE_STORE_TRANSACTION',
    });
  });
});

describe('users and rights', () => {
  const clientOf = async (port: number, user: string, password: string): Promise<MqttClient> => {
    const client = await connectAsync(`mqtt://127.0.0.1:${port}`, {
      username: user,
      password,
      reconnectPeriod: 0,
      clientId: `c${Math.random().toString(36).slice(2)}`,
    });
    cleanups.push(() => client.endAsync(true));
    return client;
  };

  it('lets nobody in without the right password', async () => {
    const { port, broker } = await startBroker();
    await expect(clientOf(port.port, 'role', 'wrong')).rejects.toThrow(/username or password/i);
    await expect(clientOf(port.port, '', '')).rejects.toThrow(/username or password/i);
    expect(broker.clients).toBe(0);
  });

  it('lets workers hear of queued jobs and cancels, and of nothing else', async () => {
    const { port } = await startBroker();
    const worker = await clientOf(port.port, 'worker', 'worker-password');
    for (const allowed of ['turnpike/v1/job/+/queued', 'turnpike/v1/job/+/cancel-requested']) {
      await expect(worker.subscribeAsync(allowed, { qos: 1 })).resolves.toHaveLength(1);
    }
    for (const denied of ['#', 'turnpike/v1/#', 'turnpike/v1/job/+/finished', '$SYS/#']) {
      await expect(worker.subscribeAsync(denied, { qos: 1 }), denied).rejects.toThrow();
    }
  });

  it('ends a worker that publishes, and the message reaches nobody', async () => {
    const { port } = await startBroker();
    const bus = busTo(port.port, 'a');
    const heard = collect(bus, 'job:queued');
    await bus.ready(60_000);
    const worker = await clientOf(port.port, 'worker', 'worker-password');
    const closed = new Promise((resolve) => worker.once('close', () => resolve(true)));
    const message = JSON.stringify({ id: 'e1', origin: 'x', data: queued });
    worker.publish('turnpike/v1/job/42/queued', message, { qos: 0 });
    expect(await closed).toBe(true);
    expect(heard).toEqual([]);
  });
});

describe('a client that does not read', () => {
  it('is disconnected, and the others go on', async () => {
    const { port, broker } = await startBroker();
    const bus = busTo(port.port, 'a');
    const other = busTo(port.port, 'b');
    const heard = collect(other, 'job:log');
    await bus.ready(60_000);
    await other.ready(60_000);
    const slow = connectSocket(port.port, '127.0.0.1');
    cleanups.push(async () => slow.destroy());
    slow.on('error', () => undefined);
    slow.write(connectPacket('role', 'role-password-1'));
    slow.write(subscribePacket('turnpike/v1/#'));
    await until(() => broker.clients === 3);
    await new Promise((resolve) => slow.once('data', resolve));
    slow.pause();

    const padding = 'x'.repeat(30_000);
    for (let sent = 0; sent < 400 && broker.clients === 3; sent += 1) {
      await bus.publish('job:log', { ...notice, end: sent, padding } as typeof notice);
    }
    await until(() => broker.clients === 2);
    await bus.publish('job:log', { ...notice, end: 1_000_000 });
    await until(() => heard.some((event) => (event.data as typeof notice).end === 1_000_000));
  });
});

/** MQTT 3.1.1 by hand: a client whose socket is paused is what a library would never give. */
function connectPacket(user: string, password: string): Buffer {
  const head = Buffer.from([0, 4, ...Buffer.from('MQTT'), 4, 0b1100_0010, 0, 0]);
  return packet(0x10, Buffer.concat([head, text('slow'), text(user), text(password)]));
}
function subscribePacket(filter: string): Buffer {
  return packet(0x82, Buffer.concat([Buffer.from([0, 1]), text(filter), Buffer.from([0])]));
}
function packet(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type, body.length]), body]);
}
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)]);
}
