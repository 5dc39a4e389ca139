import { describe, expect, it } from 'vitest';
import { EVENT_NAMES, type Events } from '../contracts/events.js';
import type { Logger } from '../contracts/host.js';
import { markInside } from '../store/guard.js';
import { createMemoryBus } from './memory-bus.js';
import { createOutbox, type OutboxMessage } from './outbox.js';
import { createSeen } from './seen.js';
import { filterOf, parseTopic, topicOf } from './topics.js';

function recordingLog(): { log: Logger; errors: string[] } {
  const errors: string[] = [];
  const log: Logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (_fields, message) => void errors.push(message),
    child: () => log,
  };
  return { log, errors };
}

describe('topics', () => {
  it('names the thing and what happened to it', () => {
    const data = { jobId: 42 } as Events['job:finished'];
    expect(topicOf('job:finished', data)).toBe('turnpike/v1/job/42/finished');
    expect(parseTopic('turnpike/v1/job/42/finished')).toEqual({ name: 'job:finished', id: '42' });
    expect(filterOf('job:cancel-requested')).toBe('turnpike/v1/job/+/cancel-requested');
  });

  it('keeps names that mean something to MQTT', () => {
    const worker = 'rack/1+2#a b%';
    const topic = topicOf('worker:changed', { worker });
    expect(topic.split('/')).toHaveLength(5);
    expect(parseTopic(topic)).toEqual({ name: 'worker:changed', id: worker });
  });

  it.each(['', 'turnpike/v1/job/42', 'turnpike/v2/job/42/finished', 'turnpike/v1/job/42/danced'])(
    'does not know %j',
    (topic) => expect(parseTopic(topic)).toBeUndefined(),
  );

  it('has one for every event', () => {
    for (const name of EVENT_NAMES) {
      expect(parseTopic(filterOf(name).replace('+', '7'))).toEqual({ name, id: '7' });
    }
  });
});

describe('the bus in memory', () => {
  it('tells all hearers, even when one fails, until they undo', async () => {
    const { log, errors } = recordingLog();
    const bus = createMemoryBus({ log });
    const heard: number[] = [];
    bus.on('repository:changed', () => {
      throw new Error('no');
    });
    const undo = bus.on('repository:changed', ({ data }) => void heard.push(data.repositoryId));
    await bus.publish('repository:changed', { repositoryId: 1 });
    undo();
    await bus.publish('repository:changed', { repositoryId: 2 });
    expect(heard).toEqual([1]);
    await expect.poll(() => errors).toHaveLength(2);
  });

  it('refuses to publish inside a transaction', async () => {
    const bus = createMemoryBus({ log: recordingLog().log });
    await expect(
      markInside(() => bus.publish('repository:changed', { repositoryId: 1 })),
    ).rejects.toMatchObject({ code: 'TURNPIKE_STORE_TRANSACTION' });
  });
});

describe('the outbox', () => {
  const message = (text: string, fleeting = false): OutboxMessage => ({
    topic: 't',
    text,
    fleeting,
  });

  it('keeps few in flight, in order', async () => {
    const sent: string[] = [];
    let most = 0;
    let now = 0;
    const outbox = createOutbox({
      connected: () => true,
      send: async ({ text }) => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        sent.push(text);
      },
    });
    const texts = Array.from({ length: 200 }, (_, index) => String(index));
    await Promise.all(texts.map((text) => outbox.put(message(text))));
    expect(sent).toEqual(texts);
    expect(most).toBeLessThan(50);
  });

  it('answers at once while the broker is away, keeps the last, and no log notices', async () => {
    const sent: string[] = [];
    let up = false;
    const outbox = createOutbox({
      connected: () => up,
      send: async ({ text }) => void sent.push(text),
    });
    await outbox.put(message('notice', true));
    for (let index = 0; index < 600; index += 1) await outbox.put(message(String(index)));
    up = true;
    outbox.flush();
    await expect.poll(() => sent.length).toBe(500);
    expect([sent[0], sent.at(-1)]).toEqual(['100', '599']);
    expect(outbox.dropped).toBe(100);
  });

  it('does not hold its caller for long when the broker stalls', async () => {
    const outbox = createOutbox({
      connected: () => true,
      send: () => new Promise(() => undefined),
    });
    const started = Date.now();
    await outbox.put(message('a'));
    expect(Date.now() - started).toBeLessThan(30_000);
  });
});

describe('repeats', () => {
  it('are known for a while, in bounded room', () => {
    const seen = createSeen(10);
    expect([seen.take('a'), seen.take('a')]).toEqual([true, false]);
    for (let index = 0; index < 9; index += 1) seen.take(String(index));
    expect(seen.take('8')).toBe(false);
    for (let index = 20; index < 40; index += 1) seen.take(String(index));
    expect(seen.take('a')).toBe(true);
  });
});
