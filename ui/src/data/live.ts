import type { LiveEventData, LiveLog, LiveMessage } from '@turnpike/core/contracts/wire';
import { socketUrl } from './base.js';

export interface LiveHearer {
  /** A fact about one of the topics. */
  event?(name: string, data: LiveEventData): void;
  log?(log: LiveLog): void;
  /** Facts may have been missed: read again. */
  lost?(): void;
  /** One may not hear of the topic, or no longer; in words. */
  refused?(why: string): void;
}

type LiveRefusal = Extract<LiveMessage, { readonly refused: unknown }>;

interface Subscription {
  readonly topic: string;
  /** With `@offset` for logs; asked again at each reconnect. */
  readonly request: () => string;
  readonly hearer: LiveHearer;
}

export type LiveState = 'connecting' | 'online' | 'offline';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

const topicOf = (request: string): string => request.split('@')[0] as string;

/** Does a fact belong to this topic? The server tells us once, however many topics it concerns. */
function concerns(topic: string, name: string, data: LiveEventData): boolean {
  if (topic.startsWith('plugin:') || name === 'plugin:published') return isOfPlugin(topic, data);
  const [kind, id] = topic.split(':');
  if (kind === 'repos') return data.repository_id !== undefined;
  if (kind === 'system') return true;
  if (kind === 'repo') return data.repository_id === Number(id);
  if (kind === 'build') return data.build_id === Number(id);
  return kind === 'job' && data.job_id === Number(id) && name.startsWith('job:');
}

/** Of a topic of repositories one may hear all, or those of one. */
function isOfPlugin(topic: string, { plugin, topic: own, repository_id: id }: LiveEventData): boolean {
  const name = `plugin:${plugin}/${own}`;
  return topic === name || topic === `${name}:${id}`;
}

/**
 * One WebSocket for the whole page. Topics are counted, asked again after a reconnect, and every hearer
 * is then told that it may have missed something. Fires `state` when the connection comes or goes.
 */
export class LiveClient extends EventTarget {
  state: LiveState = 'connecting';
  /** false: the server's bus is away and events come late. */
  bus = true;
  readonly #url: string;
  readonly #subscriptions = new Set<Subscription>();
  #socket: WebSocket | undefined;
  #retryMs = FIRST_RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wanted = false;
  #before = false;

  constructor(url = socketUrl('/live')) {
    super();
    this.#url = url;
  }

  /** Opens, and reopens for ever until `close`. */
  open(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#connect();
  }

  close(): void {
    this.#wanted = false;
    this.#before = false;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = undefined;
  }

  /** Returns the undo. `request` is the topic, for logs with the offset reached so far. */
  subscribe(request: string | (() => string), hearer: LiveHearer): () => void {
    const ask = typeof request === 'string' ? () => request : request;
    const subscription = { topic: topicOf(ask()), request: ask, hearer };
    const first = !this.#hears(subscription.topic);
    this.#subscriptions.add(subscription);
    if (first || subscription.topic.startsWith('log:')) this.#send({ subscribe: [ask()] });
    return () => this.#unsubscribe(subscription);
  }

  #hears(topic: string): boolean {
    return [...this.#subscriptions].some((subscription) => subscription.topic === topic);
  }

  #unsubscribe(subscription: Subscription): void {
    if (!this.#subscriptions.delete(subscription)) return;
    if (!this.#hears(subscription.topic)) this.#send({ unsubscribe: [subscription.topic] });
  }

  #send(message: unknown): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = (message) => this.#heard(JSON.parse(String(message.data)) as LiveMessage);
    socket.onclose = () => {
      if (this.#socket === socket) this.#closed();
    };
  }

  #opened(): void {
    this.#retryMs = FIRST_RETRY_MS;
    const requests = new Map([...this.#subscriptions].map((s) => [s.topic, s.request()]));
    if (requests.size > 0) this.#send({ subscribe: [...requests.values()] });
    this.#setState('online');
    if (this.#before) this.#tellLost(() => true);
    this.#before = true;
  }

  #closed(): void {
    this.#setState('offline');
    if (!this.#wanted) return;
    this.#timer = setTimeout(() => this.#connect(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }

  #setState(state: LiveState): void {
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }

  #tellLost(which: (subscription: Subscription) => boolean): void {
    for (const subscription of [...this.#subscriptions])
      if (which(subscription)) subscription.hearer.lost?.();
  }

  #heard(message: LiveMessage): void {
    if ('event' in message) this.#heardEvent(message.event, message.data);
    else if ('log' in message) this.#heardLog(message.log);
    else if ('refused' in message) this.#heardRefused(message.refused);
    else if ('dropped' in message) this.#heardDropped(message.dropped.map(topicOf));
    else if ('hello' in message) this.#heardBus(message.hello.bus);
    else if ('bus' in message) this.#heardBus(message.bus);
  }

  #heardEvent(name: string, data: LiveEventData): void {
    for (const { topic, hearer } of [...this.#subscriptions])
      if (concerns(topic, name, data)) hearer.event?.(name, data);
  }

  #heardLog(log: LiveLog): void {
    const topic = `log:${log.job}.${log.run}`;
    for (const subscription of [...this.#subscriptions])
      if (subscription.topic === topic) subscription.hearer.log?.(log);
  }

  #heardRefused({ topic, error_message: why }: LiveRefusal['refused']): void {
    for (const subscription of [...this.#subscriptions])
      if (subscription.topic === topicOf(topic)) subscription.hearer.refused?.(why);
  }

  #heardDropped(topics: readonly string[]): void {
    const logs = [...this.#subscriptions].filter(
      (s) => topics.includes(s.topic) && s.topic.startsWith('log:'),
    );
    if (logs.length > 0) this.#send({ subscribe: logs.map((s) => s.request()) });
    this.#tellLost((s) => topics.includes(s.topic));
  }

  #heardBus(bus: boolean): void {
    this.bus = bus;
    this.dispatchEvent(new Event('state'));
  }
}
