/** aedes with our users, topic rights and watchdog. Knows MQTT 3.1.1 at QoS 0 to 2; nothing is kept over a restart. */
import type { Duplex } from 'node:stream';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import type { EmbeddedBroker, Logger } from '@turnpike/sdk';
import type { BrokerConfig, Rights } from './config.js';
import { mayPublish, maySubscribe, rightsOf } from './rights.js';
import { streamPair } from './stream-pair.js';
import { createWatchdog } from './watchdog.js';

export interface Broker extends EmbeddedBroker {
  /** Serves a connection that came over the network. */
  handle(stream: Duplex): void;
  readonly clients: number;
  close(): Promise<void>;
}

/** Bad user name or password, and not authorized (MQTT 3.1.1, 3.2.2.3). */
const BAD_LOGIN = 4;
const ID_REFUSED = 2;

export async function createBroker(
  { users }: Pick<BrokerConfig, 'users'>,
  log: Logger,
): Promise<Broker> {
  const rights = new WeakMap<Client, Rights>();
  const watchdog = createWatchdog(log);
  const ids = new Set<string>();
  const aedes = await Aedes.createBroker({
    // Emits in hand at once; every publish of ours is awaited, so few are.
    concurrency: 100,
    connectTimeout: 10_000,
    maxTopicLevels: 8,
    authenticate(client, name, password, done) {
      const granted = rights.get(client) ?? rightsOf(users, name, password);
      if (!granted) return done(refusal(BAD_LOGIN, 'Unknown user or wrong password'), false);
      // A second client of one id ends the first: a worker must not be able to end a role.
      if (granted === 'worker' && ids.has(client.id))
        return done(refusal(ID_REFUSED, 'In use'), false);
      rights.set(client, granted);
      return done(null, true);
    },
    authorizeSubscribe(client, subscription, done) {
      const granted = maySubscribe(rights.get(client), subscription.topic);
      if (!granted) log.warn({ client: client.id, topic: subscription.topic }, 'Not subscribed');
      // null is "refused" to this one subscription; an error would end the connection.
      done(null, granted ? subscription : null);
    },
    authorizePublish(client, packet, done) {
      const granted = client === null || mayPublish(rights.get(client), packet.topic);
      done(granted ? null : new Error(`${client?.id} may not publish to ${packet.topic}`));
    },
  });
  aedes.on('clientReady', (client) => {
    ids.add(client.id);
    watchdog.add(client as unknown as Parameters<typeof watchdog.add>[0]);
  });
  aedes.on('clientDisconnect', (client) => {
    ids.delete(client.id);
    watchdog.remove(client as unknown as Parameters<typeof watchdog.remove>[0]);
  });
  aedes.on('clientError', (client, error) =>
    log.debug({ client: client.id, err: error }, 'A client failed'),
  );
  aedes.on('connectionError', (_client, error) => log.debug({ err: error }, 'A connection failed'));

  return {
    connect() {
      if (aedes.closed) throw new Error('The broker is closed.');
      const [ours, theirs] = streamPair();
      rights.set(aedes.handle(ours), 'role');
      return theirs;
    },
    handle: (stream) => void aedes.handle(stream),
    get clients() {
      return aedes.connectedClients;
    },
    async close() {
      watchdog.stop();
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
    },
  };
}

function refusal(returnCode: number, message: string): AuthenticateError {
  return Object.assign(new Error(message), { returnCode }) as AuthenticateError;
}
