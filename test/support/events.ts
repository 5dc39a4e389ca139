/** Everything that is said on a broker, as a listener outside the platform hears it. */
import mqtt from 'mqtt';

export interface HeardEvent {
  readonly topic: string;
  readonly id: string;
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventRecorder {
  /** Repeats of one publication removed. */
  events(): readonly HeardEvent[];
  stop(): Promise<void>;
}

export async function recordEvents(
  url: string,
  credentials: { readonly username?: string; readonly password?: string } = {},
): Promise<EventRecorder> {
  const client = await mqtt.connectAsync(url, {
    ...credentials,
    protocolVersion: 4,
    reconnectPeriod: 200,
  });
  const heard = new Map<string, HeardEvent>();
  client.on('message', (topic, payload) => {
    const message = JSON.parse(payload.toString()) as HeardEvent;
    heard.set(message.id, { topic, id: message.id, name: message.name, data: message.data });
  });
  await client.subscribeAsync('turnpike/v1/#', { qos: 1 });
  return {
    events: () => [...heard.values()],
    stop: () => client.endAsync(true),
  };
}
