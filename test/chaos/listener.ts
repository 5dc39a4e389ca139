import mqtt from 'mqtt';

/** Somebody who hears all that is said on a broker, comes back when it does, and keeps every text. */
export interface Listener {
  texts(): readonly string[];
  nextEvent(name: string, ms: number): Promise<boolean>;
  /** Jobs by the state that was last said of them. */
  jobStates(): ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

interface Heard {
  readonly data?: { readonly jobId?: number; readonly state?: string };
}

export function listen(
  url: string,
  login: { username?: string; password?: string } = {},
): Listener {
  const client = mqtt.connect(url, { ...login, protocolVersion: 4, reconnectPeriod: 200 });
  const texts: string[] = [];
  const states = new Map<number, string>();
  const waiting = new Set<(name: string) => void>();
  client.on(
    'connect',
    () => void client.subscribeAsync('turnpike/v1/#', { qos: 1 }).catch(() => {}),
  );
  client.on('error', () => {});
  client.on('message', (topic, payload) => {
    const text = payload.toString();
    texts.push(`${topic} ${text}`);
    const { data } = JSON.parse(text) as Heard;
    // turnpike/v1/job/42/finished
    const [, , kind, , what] = topic.split('/');
    const name = `${kind}:${what}`;
    if (data?.jobId && data.state) states.set(data.jobId, data.state);
    for (const tell of waiting) tell(name);
  });
  return {
    texts: () => texts,
    nextEvent: (wanted, ms) =>
      new Promise((resolve) => {
        const done = (came: boolean): void => {
          clearTimeout(timer);
          waiting.delete(tell);
          resolve(came);
        };
        const tell = (name: string): void => {
          if (name === wanted) done(true);
        };
        const timer = setTimeout(() => done(false), ms);
        waiting.add(tell);
      }),
    jobStates: () => counted(states.values()),
    stop: () => client.endAsync(true),
  };
}

function counted(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
