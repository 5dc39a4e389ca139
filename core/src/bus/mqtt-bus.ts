/**
 * The bus between processes, over MQTT 3.1.1 at QoS 1 (the bundled broker knows no version 5).
 * Hearers in this process are told directly and at once, so nothing here depends on the broker being up;
 * what other processes say while it is away is not kept: their sweeps and ours find it.
 */
import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { MqttClient } from 'mqtt';
import type { EventBus, EventHandler, EventName, TurnpikeEvent } from '../contracts/events.js';
import type { Logger } from '../contracts/host.js';
import { assertOutsideTransaction } from '../store/guard.js';
import { createHearers } from './hearers.js';
import { decodeMessage, encodeMessage } from './message.js';
import { openClient } from './mqtt-client.js';
import { createOutbox } from './outbox.js';
import { createSeen } from './seen.js';
import { filterOf, topicOf } from './topics.js';

export interface BusOptions {
  /** `mqtt://…`, `mqtts://…`, `ws://…`, `wss://…`; not looked at where `embedded` is given. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  /** File with the broker's certificate authority. */
  readonly ca?: string;
  /** Name of this process, unique by start. */
  readonly origin: string;
  readonly log: Logger;
  /** Opens a stream to the broker of this process. */
  readonly embedded?: () => Duplex;
}

export interface MqttBus extends EventBus {
  /** true as soon as the broker hears us and we hear it; false after `timeoutMs`. Connecting goes on. */
  ready(timeoutMs: number): Promise<boolean>;
}

const REMEMBERED_EVENTS = 2_000;
/** Not worth keeping while the broker is away: nobody misses them, or whoever missed them reads again. */
const FLEETING: readonly EventName[] = ['job:log', 'plugin:published'];

/** Connects in the background and for ever; returns at once. */
export function connectBus(options: BusOptions): MqttBus {
  const { log, origin } = options;
  const hearers = createHearers(log);
  const seen = createSeen(REMEMBERED_EVENTS);
  const waiters = new Set<() => void>();
  let subscribed = false;
  const client = openClient(options);
  const outbox = createOutbox({
    connected: () => client.connected,
    send: async ({ topic, text }) => {
      await client.publishAsync(topic, text, { qos: 1 });
    },
  });

  client.on('connect', () => void onConnect());
  client.on('close', () => {
    subscribed = false;
  });
  client.on('message', (topic, payload) => onMessage(topic, payload));

  async function onConnect(): Promise<void> {
    log.info({ broker: brokerName(options) }, 'Connected to the broker');
    await subscribe(client, hearers.names(), log);
    subscribed = client.connected;
    outbox.flush();
    for (const wake of [...waiters]) wake();
  }

  function onMessage(topic: string, payload: Uint8Array): void {
    const event = decodeMessage(topic, payload);
    if (!event) return log.warn({ topic: topic.slice(0, 200) }, 'A message on the bus was dropped');
    if (event.origin === origin || !seen.take(event.id)) return;
    hearers.tell(event);
  }

  function on<N extends EventName>(name: N, handler: EventHandler<N>): () => void {
    const isNew = !hearers.has(name);
    const undo = hearers.add(name, handler);
    if (isNew && client.connected) void subscribe(client, [name], log);
    return () => {
      undo();
      if (!hearers.has(name) && client.connected) unsubscribe(client, name);
    };
  }

  return {
    on,
    get connected() {
      return client.connected && subscribed;
    },
    async publish(name, data) {
      assertOutsideTransaction(`Publishing ${name}`);
      const event = { name, data, id: randomUUID(), origin } as TurnpikeEvent;
      hearers.tell(event);
      const fleeting = FLEETING.includes(name);
      await outbox.put({ topic: topicOf(name, data), text: encodeMessage(event), fleeting });
    },
    async ready(timeoutMs) {
      if (!subscribed) await oneOf(waiters, timeoutMs);
      return subscribed;
    },
    async close() {
      hearers.clear();
      await endClient(client);
    },
  };
}

async function subscribe(
  client: MqttClient,
  names: readonly EventName[],
  log: Logger,
): Promise<void> {
  // One request each: a broker that grants only some must not make the others fail.
  await Promise.all(
    names.map(async (name) => {
      try {
        await client.subscribeAsync(filterOf(name), { qos: 1 });
      } catch (error) {
        if (client.connected) log.warn({ event: name, err: error }, 'The broker refused an event');
      }
    }),
  );
}

function unsubscribe(client: MqttClient, name: EventName): void {
  client.unsubscribeAsync(filterOf(name)).catch(() => undefined);
}

async function oneOf(waiters: Set<() => void>, timeoutMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, timeoutMs);
    function done(): void {
      clearTimeout(timer);
      waiters.delete(done);
      resolve();
    }
    waiters.add(done);
  });
}

async function endClient(client: MqttClient): Promise<void> {
  const timer = setTimeout(() => client.end(true), 1_000);
  await client.endAsync(!client.connected).catch(() => undefined);
  clearTimeout(timer);
}

function brokerName(options: BusOptions): string {
  if (options.embedded) return 'embedded';
  const url = new URL(options.url);
  return `${url.protocol}//${url.host}`;
}
