import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ContextConsumer } from '@lit/context';
import type { LiveClient, LiveHearer } from '../data/live.js';
import { liveContext } from './contexts.js';

type Host = ReactiveControllerHost & HTMLElement;

/** Hears facts about the topics that a page names, for as long as it is on the page. */
export class LiveTopics implements ReactiveController {
  readonly #topics: () => readonly (string | undefined)[];
  readonly #hearer: LiveHearer;
  readonly #context: ContextConsumer<typeof liveContext, Host>;
  readonly #leave = new Map<string, () => void>();
  #client: LiveClient | undefined;

  constructor(host: Host, topics: () => readonly (string | undefined)[], hearer: LiveHearer) {
    this.#topics = topics;
    this.#hearer = hearer;
    this.#context = new ContextConsumer(host, { context: liveContext, subscribe: true });
    host.addController(this);
  }

  get client(): LiveClient | undefined {
    return this.#context.value;
  }

  hostUpdated(): void {
    const client = this.#context.value;
    if (client !== this.#client) this.hostDisconnected();
    this.#client = client;
    if (!client) return;
    const wanted = new Set(this.#topics().filter((topic) => topic !== undefined));
    for (const [topic, leave] of this.#leave)
      if (!wanted.has(topic) && this.#leave.delete(topic)) leave();
    for (const topic of wanted)
      if (!this.#leave.has(topic)) this.#leave.set(topic, client.subscribe(topic, this.#hearer));
  }

  hostDisconnected(): void {
    for (const leave of this.#leave.values()) leave();
    this.#leave.clear();
  }
}
