/** The MQTT connection itself: made again for ever, without Nagle's delay. */
import { readFileSync } from 'node:fs';
import { Duplex } from 'node:stream';
import { connect, MqttClient, type IClientOptions } from 'mqtt';
import type { BusOptions } from './mqtt-bus.js';

const RECONNECT_MS = 1_000;

export function openClient(options: BusOptions): MqttClient {
  const settings = clientOptions(options);
  const { embedded } = options;
  const client = embedded
    ? new MqttClient(() => openEmbedded(embedded) as never, settings)
    : connect(options.url, settings);
  client.on('connect', () => withoutDelay(client));
  watch(client, options);
  return client;
}

function clientOptions(options: BusOptions): IClientOptions {
  return {
    protocolVersion: 4,
    // The broker allows 23 characters (MQTT 3.1.1, 3.1.3.1).
    clientId: `tp${Math.random().toString(36).slice(2, 12)}${process.pid.toString(36)}`.slice(
      0,
      23,
    ),
    clean: true,
    // Else all 65,536 two-byte numbers are made at the first packet and kept: 7 MB for a few packet ids.
    writeCache: false,
    resubscribe: false,
    reconnectPeriod: RECONNECT_MS,
    reconnectOnConnackError: true,
    connectTimeout: 10_000,
    keepalive: 30,
    ...(options.user ? { username: options.user } : {}),
    ...(options.password ? { password: options.password } : {}),
    ...(options.ca ? { ca: readFileSync(options.ca) } : {}),
  };
}

/** A broker that is not up yet is a failed connection, not an exception in the client's timer. */
function openEmbedded(embedded: () => Duplex): Duplex {
  try {
    return embedded();
  } catch (error) {
    const broken = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
    queueMicrotask(() => broken.destroy(error as Error));
    return broken;
  }
}

function withoutDelay(client: MqttClient): void {
  const stream = client.stream as unknown as { setNoDelay?: (on: boolean) => void };
  stream.setNoDelay?.(true);
}

/** Says once that the broker is away, and once that it is back (by the bus), not at every attempt. */
function watch(client: MqttClient, { log }: BusOptions): void {
  let away = false;
  client.on('connect', () => {
    away = false;
  });
  client.on('error', (error) => report(error));
  client.on('close', () => report(undefined));
  function report(error: Error | undefined): void {
    if (away || client.disconnecting) return;
    away = true;
    log.warn({ ...(error ? { err: error } : {}) }, 'The broker is away; sweeps take over');
  }
}
