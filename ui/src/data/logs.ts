import type { LiveLog } from '@turnpike/core/contracts/wire';
import { callRaw } from './http.js';
import type { LiveClient } from './live.js';

export interface LogHearer {
  text(text: string): void;
  sealed(): void;
  /** Bytes read, and bytes that there are (0: not known). */
  progress?(read: number, total: number): void;
  failed(error: unknown): void;
}

/** While the live connection is away, the log is asked for its growth this often. */
const POLL_MS = 2000;
const RETRY_MS = 3000;

function bytesOf(log: LiveLog): Uint8Array {
  if (log.base64 === undefined) return new TextEncoder().encode(log.text ?? '');
  return Uint8Array.from(atob(log.base64), (char) => char.charCodeAt(0));
}

/**
 * One run's log from its first byte to its seal: what is stored as one streamed answer, then what comes over the
 * live connection from the offset reached. Lost connections are taken up again at that offset.
 */
export class LogStream {
  readonly #job: number;
  readonly #run: number;
  readonly #live: LiveClient;
  readonly #hearer: LogHearer;
  readonly #abort = new AbortController();
  readonly #decoder = new TextDecoder();
  #offset = 0;
  #done = false;
  #reading = false;
  #leave: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(job: number, run: number, live: LiveClient, hearer: LogHearer) {
    this.#job = job;
    this.#run = run;
    this.#live = live;
    this.#hearer = hearer;
  }

  start(): void {
    void this.#read();
  }

  stop(): void {
    this.#done = true;
    this.#abort.abort();
    this.#leave?.();
    clearTimeout(this.#timer);
  }

  #take(bytes: Uint8Array): void {
    this.#offset += bytes.length;
    const text = this.#decoder.decode(bytes, { stream: true });
    if (text !== '') this.#hearer.text(text);
  }

  #finish(): void {
    if (this.#done) return;
    this.stop();
    const rest = this.#decoder.decode();
    if (rest !== '') this.#hearer.text(rest);
    this.#hearer.sealed();
  }

  /** Reads what is stored beyond the offset; then listens. */
  async #read(): Promise<void> {
    if (this.#reading || this.#done) return;
    this.#reading = true;
    clearTimeout(this.#timer);
    try {
      const sealed = await this.#readStored();
      this.#reading = false;
      if (sealed) this.#finish();
      else this.#listen();
    } catch (error) {
      this.#reading = false;
      if (this.#done) return;
      this.#hearer.failed(error);
      this.#later(RETRY_MS);
    }
  }

  /** Answers whether the log is whole. */
  async #readStored(): Promise<boolean> {
    const input = {
      params: { id: this.#job },
      query: { run: this.#run },
      signal: this.#abort.signal,
    };
    const response = await callRaw('rawLog', input, this.#offset);
    const total = Number(response.headers.get('x-log-end') ?? 0);
    const sealed = response.headers.get('x-log-sealed') === 'true';
    if (response.status !== 416) await this.#consume(response, total);
    return sealed && this.#offset >= total;
  }

  async #consume(response: Response, total: number): Promise<void> {
    // A server that does not know ranges sends all again.
    let skip = response.status === 206 ? 0 : this.#offset;
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const bytes = part.value.subarray(Math.min(skip, part.value.length));
      skip -= part.value.length - bytes.length;
      if (this.#done) return;
      this.#take(bytes);
      this.#hearer.progress?.(this.#offset, total);
    }
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#done) this.#timer = setTimeout(() => void this.#read(), ms);
  }

  #listen(): void {
    if (this.#done) return;
    this.#leave ??= this.#live.subscribe(() => `log:${this.#job}.${this.#run}@${this.#offset}`, {
      log: (log) => this.#heard(log),
      lost: () => void this.#read(),
    });
    if (this.#live.state !== 'online') this.#later(POLL_MS);
  }

  #heard(log: LiveLog): void {
    if (this.#done || this.#reading) return;
    const bytes = bytesOf(log);
    // A gap: the stored log has what was missed. An overlap was read already.
    if (log.offset > this.#offset) return void this.#read();
    const known = this.#offset - log.offset;
    if (known < bytes.length) this.#take(bytes.subarray(known));
    if (log.sealed) this.#finish();
  }
}
