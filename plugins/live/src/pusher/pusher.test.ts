import pusherJs from 'pusher-js';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tokens, type Events, type LogReader } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { addRunningBuild, type RunningBuild } from '../testing/running-build.js';
import { plugin } from './plugin.js';
import { readTicket, writeTicket } from './tickets.js';

/** Its types say `export default`, and what Node loads is the class itself. */
const Pusher = pusherJs as unknown as typeof pusherJs.default;

const WAIT = { timeout: 60_000 };

let host: TestHost;
let store: Store;
let running: RunningBuild;
let log: { parts: string[]; sealed: boolean };
const sockets: WebSocket[] = [];
const clients: InstanceType<typeof Pusher>[] = [];

beforeEach(async () => {
  log = { parts: [], sealed: false };
  host = await testPlugin(plugin, {
    faults: 'kept',
    config: { recheckSeconds: 0.1 },
    deps: [fake(tokens.logReader, reader())],
  });
  store = host.resolve(tokens.store);
  running = await addRunningBuild(host);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const client of clients.splice(0)) client.disconnect();
  await host.stop();
});

function reader(): LogReader {
  return {
    info: async () => ({
      end: log.parts.join('').length,
      sealed: log.sealed,
      lines: 0,
      parts: log.parts.length,
    }),
    async *read() {
      yield Buffer.from(log.parts.join(''));
    },
    parts: async (_run, after, limit) =>
      log.parts
        .map((content, number) => ({ number, content, final: false }))
        .slice(after + 1, after + 1 + limit),
    search: async () => [],
    remove: async () => undefined,
  };
}

async function claim(): Promise<void> {
  await store.jobs.transition(running.job.id, { from: ['created'], to: 'queued', queue: 'linux' });
  await store.runs.claim({
    claimId: 'claim-0001',
    worker: 'w',
    queues: ['linux'],
    offers: { os: ['linux'], arch: ['amd64'], labels: [] },
  });
}

async function say(text: string): Promise<void> {
  log.parts.push(text);
  const data = { jobId: running.job.id, run: 1, end: log.parts.join('').length, sealed: false };
  await host.emit('job:log', {
    ...data,
    repositoryId: running.job.repositoryId,
  } as Events['job:log']);
}

interface Frame {
  readonly event: string;
  readonly channel?: string;
  readonly data: Record<string, unknown>;
}
interface Raw {
  readonly socket: WebSocket;
  readonly heard: Frame[];
  readonly closed: Promise<number>;
  ask(event: string, data?: object): void;
}

async function open(path = '/app/turnpike?protocol=7&client=js'): Promise<Raw> {
  const socket = new WebSocket(`${host.url.replace('http', 'ws')}${path}`);
  sockets.push(socket);
  const heard: Frame[] = [];
  socket.on('message', (text) => {
    const { data, ...frame } = JSON.parse(String(text)) as Frame & { data: string | object };
    heard.push({ ...frame, data: typeof data === 'string' ? JSON.parse(data) : data });
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await expect.poll(() => heard.length, WAIT).toBeGreaterThan(0);
  return {
    socket,
    heard,
    closed,
    ask: (event, data = {}) => socket.send(JSON.stringify({ event, data })),
  };
}

async function authorize(who: string, body: object) {
  const answer = await host.request('/v2/pusher/auth', {
    method: 'POST',
    headers: { authorization: `token token-of-${who}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said = (await answer.json()) as { channels?: Record<string, string>; auth?: string };
  return { status: answer.status, ...said };
}

const of = (raw: Raw, event: string) => raw.heard.filter((frame) => frame.event === event);

async function subscribed(raw: Raw, who: string, channel: string): Promise<void> {
  const socket_id = raw.heard[0]?.data['socket_id'];
  const { channels = {} } = await authorize(who, { socket_id, channels: [channel] });
  raw.ask('pusher:subscribe', { channel, auth: channels[channel] });
  await expect
    .poll(() => of(raw, 'pusher_internal:subscription_succeeded').map((one) => one.channel), WAIT)
    .toContain(channel);
}

describe('pusher-js', () => {
  it('follows a job to its end without a gap, from before it is claimed', async () => {
    const { port } = new URL(host.url);
    const client = new Pusher('turnpike', {
      cluster: '',
      wsHost: '127.0.0.1',
      wsPort: Number(port),
      forceTLS: false,
      enabledTransports: ['ws'],
      disableStats: true,
      channelAuthorization: {
        transport: 'ajax',
        endpoint: `${host.url}/api/pusher/auth`,
        headers: { authorization: 'token token-of-reader' },
      },
    });
    clients.push(client);
    const channel = client.subscribe(`private-job-${running.job.id}`);
    const heard: [string, Record<string, unknown>][] = [];
    channel.bind_global((event: string, data: Record<string, unknown>) => {
      heard.push([event, data]);
    });
    await expect.poll(() => channel.subscribed, WAIT).toBe(true);
    await claim();
    for (let line = 0; line < 250; line += 1) await say(`line ${line}\n`);
    await store.jobs.transition(running.job.id, { from: ['received'], to: 'passed' });
    log.sealed = true;
    const parts = () => heard.filter(([event]) => event === 'job:log').map(([, data]) => data);
    await expect.poll(() => parts().at(-1)?.['final'], WAIT).toBe(true);
    expect(parts().map((part) => part['number'])).toEqual(
      Array.from({ length: 251 }, (_, at) => at),
    );
    expect(
      parts()
        .map((part) => part['_log'])
        .join(''),
    ).toBe(log.parts.join(''));
    await expect
      .poll(() => heard.find(([event]) => event === 'job:finished')?.[1], WAIT)
      .toMatchObject({
        id: running.job.id,
        state: 'passed',
        number: '1.1',
        repository_slug: 'ada/engine',
        commit: { branch: 'main' },
      });
  });
});

describe('a socket', () => {
  it('is greeted, and answers pings', async () => {
    const raw = await open();
    expect(raw.heard[0]).toEqual({
      event: 'pusher:connection_established',
      data: { socket_id: expect.stringMatching(/^\d+\.\d+$/), activity_timeout: 120 },
    });
    raw.ask('pusher:ping');
    await expect.poll(() => of(raw, 'pusher:pong').length, WAIT).toBe(1);
  });

  it('is turned away from another application', async () => {
    const raw = await open('/app/other');
    expect(raw.heard[0]).toMatchObject({ event: 'pusher:error', data: { code: 4001 } });
    expect(await raw.closed).toBe(4001);
  });

  it('hears of builds on the channels of its user and repository', async () => {
    const raw = await open();
    const channels = ['private-user-2', `private-repo-${running.build.repositoryId}`];
    for (const channel of channels) await subscribed(raw, 'reader', channel);
    const { id: buildId, ownerId, repositoryId } = running.build;
    const data = {
      buildId,
      ownerId,
      repositoryId,
      number: 1,
      state: 'started',
      version: 2,
    } as const;
    await host.emit('build:started', data);
    await expect
      .poll(() => of(raw, 'build:started').map((one) => one.channel), WAIT)
      .toEqual(channels);
    expect(of(raw, 'build:started')[0]?.data).toMatchObject({
      build: { id: buildId, number: '1', job_ids: [running.job.id] },
      repository: { slug: 'ada/engine', private: true },
      commit: { sha: 'a'.repeat(40) },
    });
    expect(JSON.stringify(raw.heard)).not.toContain('config');
    raw.ask('pusher:unsubscribe', { channel: channels[0] });
    raw.ask('pusher:ping');
    await expect.poll(() => of(raw, 'pusher:pong').length, WAIT).toBe(1);
    await host.emit('build:finished', { ...data, state: 'passed', version: 3 });
    await expect
      .poll(() => of(raw, 'build:finished').map((one) => one.channel), WAIT)
      .toEqual([channels[1]]);
  });

  it('hears nothing of what its user may not read, by whichever name', async () => {
    const raw = await open();
    const socket_id = raw.heard[0]?.data['socket_id'];
    const { repositoryId } = running.build;
    const wanted = [
      `private-repo-${repositoryId}`,
      `private-job-${running.job.id}`,
      'private-user-2',
    ];
    const given = await authorize('stranger', {
      socket_id,
      channels: [...wanted, 'private-user-3'],
    });
    expect(Object.keys(given.channels ?? {})).toEqual(['private-user-3']);
    const own = given.channels?.['private-user-3'];
    const names = [
      ...wanted,
      `repo-${repositoryId}`,
      'user-3',
      'nonsense',
      'private-private-user-3',
      '',
    ];
    for (const channel of names) raw.ask('pusher:subscribe', { channel, auth: own });
    await expect.poll(() => of(raw, 'pusher:subscription_error').length, WAIT).toBe(names.length);
    expect(of(raw, 'pusher_internal:subscription_succeeded')).toEqual([]);
    // What anybody may listen to tells them of nothing that they may not read.
    raw.ask('pusher:subscribe', { channel: 'common' });
    await expect.poll(() => of(raw, 'pusher_internal:subscription_succeeded').length, WAIT).toBe(1);
    const { id: buildId, ownerId } = running.build;
    await host.emit('build:started', {
      buildId,
      ownerId,
      repositoryId,
      number: 1,
      state: 'started',
      version: 2,
    });
    raw.ask('pusher:ping');
    await expect.poll(() => of(raw, 'pusher:pong').length, WAIT).toBe(1);
    expect(of(raw, 'build:started')).toEqual([]);
  });

  it('is closed when a right is taken away', async () => {
    const raw = await open();
    await subscribed(raw, 'reader', `private-repo-${running.build.repositoryId}`);
    const user = await store.users.byLogin('reader');
    await store.users.setPermission(user?.id ?? 0, running.build.repositoryId, null);
    expect(await raw.closed).toBe(4009);
  });

  it.each([
    ['no JSON', 'x'.repeat(60_000)],
    ['deep JSON', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['other types', '{"event":7,"data":[1,2]}'],
    ['an unknown event', '{"event":"client-x","data":"{}"}'],
  ])('is not harmed by %s', async (_what, text) => {
    const bad = await open();
    bad.socket.send(text);
    const good = await open();
    good.ask('pusher:ping');
    await expect.poll(() => of(good, 'pusher:pong').length, WAIT).toBe(1);
  });
});

describe('tickets', () => {
  const ticket = { socketId: '1.2', channel: 'private-user-2', userId: 2 };

  it('are for one socket and one channel, for a while', () => {
    const secrets = host.resolve(tokens.secrets);
    const auth = writeTicket(secrets, ticket, 1_000);
    expect(auth).toMatch(/^turnpike:[\w-]+$/);
    expect(readTicket(secrets, auth, ticket, 2_000)).toBe(2);
    expect(readTicket(secrets, auth, { ...ticket, socketId: '1.3' }, 2_000)).toBeUndefined();
    expect(
      readTicket(secrets, auth, { ...ticket, channel: 'private-user-3' }, 2_000),
    ).toBeUndefined();
    expect(readTicket(secrets, auth, ticket, 700_000)).toBeUndefined();
    for (const wrong of ['', 'turnpike', 'turnpike:', 'turnpike:AAAA', `other${auth.slice(8)}`])
      expect(readTicket(secrets, wrong, ticket, 2_000)).toBeUndefined();
    const other = Buffer.from(secrets.seal('["other","1.2","private-user-2",2,9e15]')).toString(
      'base64url',
    );
    expect(readTicket(secrets, `turnpike:${other}`, ticket, 2_000)).toBeUndefined();
  });

  it('are given one by one as Pusher’s own clients ask, and to nobody else', async () => {
    const socket_id = '1.2';
    const one = await authorize('reader', { socket_id, channel_name: 'private-user-2' });
    expect(one.auth).toMatch(/^turnpike:/);
    expect((await authorize('reader', { socket_id, channel_name: 'private-user-3' })).status).toBe(
      422,
    );
    expect((await authorize('reader', { socket_id: 'x', channels: [] })).status).toBe(400);
    const nobody = await host.request('/v2/pusher/auth', { method: 'POST', body: '{}' });
    expect(nobody.status).toBe(401);
  });
});
