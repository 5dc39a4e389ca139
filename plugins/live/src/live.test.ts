import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import {
  NotFoundError,
  tokens,
  type Build,
  type Events,
  type Job,
  type LogReader,
} from '@turnpike/sdk';
import { LIVE_CLOSE } from '@turnpike/sdk/platform';
import type { Store } from '@turnpike/sdk/store';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { plugin } from './plugin.js';
import { openClient, subscribed, type Client } from './testing/client.js';
import { addRunningBuild } from './testing/running-build.js';
import { textOrBase64, wholeCharacters } from './utf8-cut.js';

let host: TestHost;
let store: Store;
let build: Build;
let job: Job;
let log: { bytes: Buffer; sealed: boolean };
const sockets: WebSocket[] = [];

beforeEach(async () => {
  log = { bytes: Buffer.alloc(0), sealed: false };
  host = await testPlugin(plugin, {
    faults: 'kept',
    config: { recheckSeconds: 0.1 },
    deps: [fake(tokens.logReader, reader())],
  });
  store = host.resolve(tokens.store);
  ({ build, job } = await addRunningBuild(host));
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await host.stop();
});

function reader(): LogReader {
  return {
    info: async () => ({ end: log.bytes.length, sealed: log.sealed, lines: 0, parts: 0 }),
    async *read(_run, range) {
      if (range.kind === 'lines') throw new NotFoundError();
      yield log.bytes.subarray(range.from, range.to);
    },
    parts: async () => [],
    search: async () => [],
    remove: async () => undefined,
  };
}

async function listen(who: string | null, headers: Record<string, string> = {}): Promise<Client> {
  const client = await openClient(host.url, who, headers);
  sockets.push(client.socket);
  return client;
}

function jobEvent(version: number, state: Job['state'] = 'started'): Events['job:started'] {
  const { id: jobId, buildId, ownerId, repositoryId, number } = job;
  return { jobId, buildId, ownerId, repositoryId, number, state, run: 1, version };
}
const quiet = () => new Promise((resolve) => setTimeout(resolve, 60));

describe('events', () => {
  it('reach those who listen and may, once, in the names of the wire', async () => {
    const client = await listen('reader');
    await subscribed(client, 'repos', `repo:${job.repositoryId}`, `build:${build.id}`);
    client.heard.length = 0;
    await host.emit('job:started', jobEvent(9));
    await expect.poll(() => client.heard).toHaveLength(1);
    expect(client.heard[0]).toEqual({
      event: 'job:started',
      data: {
        job_id: job.id,
        build_id: build.id,
        owner_id: job.ownerId,
        repository_id: job.repositoryId,
        number: '1.1',
        state: 'started',
        run: 1,
        version: 9,
      },
    });
  });

  it('begin with a greeting and the state of what is watched', async () => {
    const client = await listen('reader');
    await subscribed(client, `build:${build.id}`, `job:${job.id}`);
    expect(client.heard[0]).toMatchObject({ hello: { version: expect.any(String), bus: true } });
    await expect.poll(() => client.events()).toEqual(['build:created', 'job:created']);
  });

  it('tells of the end of a repository those who see all or saw it, and no others', async () => {
    const clients = {
      root: await listen('root'),
      reader: await listen('reader'),
      stranger: await listen('stranger'),
    };
    for (const client of Object.values(clients)) await subscribed(client, 'repos');
    const { repositoryId } = job;
    const changed = () =>
      Object.values(clients).map(
        (one) => one.events().filter((name) => name === 'repository:changed').length,
      );
    await store.emit('repository:changed', { repositoryId });
    await expect.poll(changed, { timeout: 60_000 }).toEqual([1, 1, 0]);
    await store.repositories.delete(repositoryId);
    await store.emit('repository:changed', { repositoryId });
    await expect.poll(() => changed()[0], { timeout: 60_000 }).toBe(2);
    // A topic of its own is refused to whoever asks: there is nothing to hear.
    clients.root.ask({ subscribe: [`repo:${repositoryId}`] });
    await expect
      .poll(() => JSON.stringify(clients.root.heard), { timeout: 60_000 })
      .toContain('not_found');
    expect(changed()[2]).toBe(0);
  });

  it('never reach those who may not', async () => {
    const stranger = await listen('stranger');
    const topics = [
      `repo:${job.repositoryId}`,
      `build:${build.id}`,
      `job:${job.id}`,
      `log:${job.id}.1@0`,
    ];
    stranger.ask({ subscribe: ['repos', 'system', 'nonsense', ...topics] });
    const refused = () => stranger.heard.flatMap((one) => ('refused' in one ? [one.refused] : []));
    await expect.poll(() => refused().length).toBe(6);
    expect(
      refused()
        .map((one) => one.topic)
        .toSorted(),
    ).toEqual(['system', 'nonsense', ...topics].toSorted());
    await host.emit('job:started', jobEvent(9));
    await host.emit('worker:changed', { worker: 'w' });
    await quiet();
    expect(stranger.events()).toEqual([]);
    const root = await listen('root');
    await subscribed(root, 'system', 'repos');
    await host.emit('worker:changed', { worker: 'w' });
    await host.emit('job:started', jobEvent(10));
    await expect.poll(() => root.events()).toEqual(['worker:changed', 'job:started']);
  });

  it('stop when a right is taken away, or the session', async () => {
    const client = await listen(null, {
      cookie: 'turnpike_session=session-of-reader',
      origin: new URL(host.url).origin,
    });
    await subscribed(client, `build:${build.id}`, 'repos');
    const user = await store.users.byLogin('reader');
    await store.users.setPermission(user?.id ?? 0, job.repositoryId, null);
    await expect
      .poll(() => client.heard.some((one) => 'refused' in one), { timeout: 60_000 })
      .toBe(true);
    const before = client.events().length;
    await host.emit('job:started', jobEvent(9));
    await quiet();
    expect(client.events()).toHaveLength(before);
    await store.sessions.deleteOf(user?.id ?? 0);
    expect(await client.closed).toBe(LIVE_CLOSE.unauthenticated);
  });

  it('are told by a re-read where one was lost', async () => {
    const client = await listen('reader');
    await subscribed(client, `build:${build.id}`);
    await store.jobs.transition(job.id, { from: ['created'], to: 'queued', queue: 'linux' });
    await expect.poll(() => client.events(), { timeout: 60_000 }).toContain('job:queued');
    await quiet();
    expect(client.events().filter((name) => name === 'job:queued')).toHaveLength(1);
  });
});

describe('a browser that does not read', () => {
  it('is told which topics lost events, while the others miss nothing', async () => {
    const slow = await listen('reader');
    const quick = await listen('reader');
    await subscribed(slow, `build:${build.id}`);
    await subscribed(quick, `build:${build.id}`);
    slow.socket.pause();
    // The last few, not the last one: a re-read of the database may tell the job's own version in between.
    const hasHeard = ({ heard }: Client, version: number): boolean =>
      heard.slice(-5).some((one) => 'event' in one && (one.data.version ?? 0) >= version);
    const sent = 40_000;
    for (let version = 10; version < 10 + sent; version += 1) {
      void host.emit('job:started', jobEvent(version));
      // The quick one is never so far behind that it would lose some.
      while (version % 500 === 0 && !hasHeard(quick, version))
        await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const versions = (client: Client) =>
      client.heard.flatMap((one) => ('event' in one ? [one.data.version ?? 0] : []));
    await expect.poll(() => versions(quick), { timeout: 60_000 }).toContain(9 + sent);
    slow.socket.resume();
    await expect
      .poll(() => slow.heard.find((one) => 'dropped' in one), { timeout: 60_000 })
      .toEqual({ dropped: [`build:${build.id}`] });
    expect(versions(slow).length).toBeLessThan(sent);
    await host.emit('job:started', jobEvent(1_000_000));
    await expect.poll(() => versions(slow), { timeout: 60_000 }).toContain(1_000_000);
  });
});

describe('logs', () => {
  const notice = (end: number, sealed = false) =>
    host.emit('job:log', { repositoryId: job.repositoryId, jobId: job.id, run: 1, end, sealed });
  async function grow(text: string | Buffer): Promise<void> {
    log.bytes = Buffer.concat([log.bytes, Buffer.from(text)]);
    await notice(log.bytes.length);
  }
  async function startRun(): Promise<void> {
    await store.jobs.transition(job.id, { from: ['created'], to: 'queued', queue: 'linux' });
    const offers = { os: ['linux'], arch: ['amd64'], labels: [] };
    await store.runs.claim({ claimId: 'claim-0001', worker: 'w', queues: ['linux'], offers });
  }

  it('come as consecutive bytes from the offset on, until sealed', async () => {
    await startRun();
    log.bytes = Buffer.from('one\ntwo\n');
    const client = await listen('reader');
    await subscribed(client, `log:${job.id}.1@4`);
    await expect.poll(() => client.text()).toBe('two\n');
    await grow('three\n');
    await grow('four\n');
    await expect.poll(() => client.text()).toBe('two\nthree\nfour\n');
    log.sealed = true;
    await notice(log.bytes.length, true);
    await expect.poll(() => client.heard.some((one) => 'log' in one && one.log.sealed)).toBe(true);
    const logs = client.heard.flatMap((one) => ('log' in one ? [one.log] : []));
    let at = 4;
    for (const one of logs) {
      expect(one.offset).toBe(at);
      at = one.end;
    }
    expect(at).toBe(log.bytes.length);
  });

  it('are found without notices, and cut between characters only', async () => {
    await startRun();
    const client = await listen('reader');
    await subscribed(client, `log:${job.id}.1@0`);
    const euro = Buffer.from('€');
    await grow(Buffer.concat([Buffer.from('a'), euro.subarray(0, 2)]));
    await expect.poll(() => client.text()).toBe('a');
    log.bytes = Buffer.concat([log.bytes, euro.subarray(2)]);
    await expect.poll(() => client.text(), { timeout: 60_000 }).toBe('a€');
    await grow(Buffer.from([0xff, 0xfe]));
    await expect
      .poll(() => client.heard.flatMap((one) => ('log' in one ? [one.log.base64] : [])).at(-1))
      .toBe(Buffer.from([0xff, 0xfe]).toString('base64'));
  });

  it('are not sent for runs that never were, and end on request', async () => {
    await startRun();
    const client = await listen('reader');
    client.ask({ subscribe: [`log:${job.id}.2@0`] });
    await expect.poll(() => client.heard.some((one) => 'refused' in one)).toBe(true);
    await subscribed(client, `log:${job.id}.1@0`);
    client.ask({ unsubscribe: [`log:${job.id}.1`], ping: 7 });
    await expect.poll(() => client.heard).toContainEqual({ pong: 7 });
    await grow('unheard');
    await quiet();
    expect(client.text()).toBe('');
  });

  it('of 20 MB wait for a browser that does not read, while another has it all', async () => {
    await startRun();
    log.bytes = Buffer.alloc(20_000_000, 'x');
    log.sealed = true;
    const slow = await listen('reader');
    slow.socket.pause();
    slow.ask({ subscribe: [`log:${job.id}.1@0`] });
    const quick = await listen('reader');
    quick.ask({ subscribe: [`log:${job.id}.1@0`] });
    const endOf = (client: Client) =>
      client.heard.flatMap((one) => ('log' in one ? [one.log.end] : [])).at(-1);
    await expect.poll(() => endOf(quick), { timeout: 60_000 }).toBe(20_000_000);
    slow.socket.resume();
    await expect.poll(() => endOf(slow), { timeout: 60_000 }).toBe(20_000_000);
  });
});

describe('the door', () => {
  it('sends visitors to log in, refuses other pages, and too many topics', async () => {
    expect(await (await listen(null)).closed).toBe(LIVE_CLOSE.unauthenticated);
    const foreign = listen(null, {
      cookie: 'turnpike_session=session-of-reader',
      origin: 'https://evil.example',
    });
    await expect(foreign).rejects.toThrow('403');
    const greedy = await listen('root');
    greedy.ask({ subscribe: Array.from({ length: 201 }, (_, index) => `repo:${index + 1}`) });
    expect(await greedy.closed).toBe(LIVE_CLOSE.tooMany);
  });

  /** Until it is closed: which socket the server reads first, and how fast, is its own affair. */
  const flood = (client: Client, send: () => void): void => {
    const timer = setInterval(() => {
      for (let i = 0; i < 300; i += 1) send();
    }, 10);
    client.socket.once('close', () => clearInterval(timer));
  };
  const reasonOf = (client: Client) =>
    new Promise<string>((resolve) =>
      client.socket.once('close', (code, reason) => resolve(`${code} ${String(reason)}`)),
    );

  it.each([
    ['deep JSON', '['.repeat(30_000)],
    ['many pieces', `[${'1,'.repeat(20_000)}1]`],
    ['deep JSON under a known name', `{"subscribe":${'{"a":'.repeat(5_000)}`],
  ])('closes with the reason for %s, which it does not read', async (_what, text) => {
    const client = await listen('reader');
    const reason = reasonOf(client);
    client.socket.send(text);
    expect(await reason).toMatch(/^4429 the message is (more than|of more than)/);
    // Another socket of the same person goes on.
    await subscribed(await listen('reader'), 'repos');
  });

  it('counts messages and bytes of all sockets of one caller, and nobody else pays', async () => {
    const [first, second, other] = [
      await listen('reader'),
      await listen('reader'),
      await listen('stranger'),
    ];
    const reasons = Promise.all([reasonOf(first), reasonOf(second)]);
    for (const one of [first, second]) flood(one, () => one.ask({ ping: 1 }));
    expect(await reasons).toEqual(['4429 too many messages', '4429 too many messages']);
    await subscribed(other, 'repos');
    const third = reasonOf(other);
    const text = 'x'.repeat(60_000);
    flood(other, () => other.socket.bufferedAmount < 1e6 && other.socket.send(text));
    expect(await third).toBe('4429 too many bytes');
  });

  it('lets visitors hear of public repositories where the api lets them read', async () => {
    await host.stop();
    host = await testPlugin(plugin, {
      faults: 'kept',
      deps: [fake(tokens.logReader, reader()), fake(tokens.visitorRights, { mayRead: true })],
    });
    store = host.resolve(tokens.store);
    ({ build, job } = await addRunningBuild(host));
    const visitor = await listen(null);
    visitor.ask({ subscribe: [`build:${build.id}`, 'repos'] });
    await expect.poll(() => visitor.heard.some((one) => 'refused' in one)).toBe(true);
    await host.emit('job:started', jobEvent(9));
    await quiet();
    expect(visitor.events()).toEqual([]);
    await store.repositories.update(job.repositoryId, { private: false });
    const second = await listen(null);
    await subscribed(second, `build:${build.id}`, 'repos');
    second.heard.length = 0;
    await host.emit('job:started', jobEvent(10));
    await expect.poll(() => second.events()).toEqual(['job:started']);
  });

  it('survives nonsense, and says so when the server ends', async () => {
    const client = await listen('reader');
    for (const text of ['{', '[]', 'null', '{"subscribe":7}', '{"ping":"x"}'])
      client.socket.send(text);
    client.ask({ ping: 1 });
    await expect.poll(() => client.heard).toContainEqual({ pong: 1 });
    await host.stop();
    expect([LIVE_CLOSE.restart, 1006]).toContain(await client.closed);
    host = await testPlugin(plugin, {
      faults: 'kept',
      config: { recheckSeconds: 0.1 },
      deps: [fake(tokens.logReader, reader())],
    });
  });
});

describe('cutting', () => {
  it('keeps characters whole and takes what is none', () => {
    const text = Buffer.from('aé€😀');
    for (let length = 1; length <= text.length; length += 1) {
      const bytes = text.subarray(0, length);
      const count = wholeCharacters(bytes);
      if (count > 0 && count < length) {
        expect(textOrBase64(bytes.subarray(0, count))).toHaveProperty('text');
      }
      expect(length - count).toBeLessThan(4);
    }
    expect(wholeCharacters(text)).toBe(text.length);
    expect(textOrBase64(Buffer.from([0xc3, 0x28]))).toEqual({ base64: 'wyg=' });
  });
});
