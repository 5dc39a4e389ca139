import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Task } from '@lit/task';

export interface LoaderOptions<A extends readonly unknown[], T> {
  /** What is to be loaded; asked at each update. undefined: nothing yet. */
  readonly args: () => A | undefined;
  readonly load: (args: A, signal: AbortSignal) => Promise<T>;
  readonly loaded?: (value: T) => void;
}

const MIN_RELOAD_GAP_MS = 250;
const RETRY_MS = 5000;

/**
 * Loads what a page shows, again when its arguments change or `reload` is called. While it loads again the old value
 * stays. Many calls of `reload` become one; a server that cannot be reached is asked again every few seconds.
 */
export class Loader<A extends readonly unknown[], T> implements ReactiveController {
  value: T | undefined;
  error: unknown;
  readonly #options: LoaderOptions<A, T>;
  readonly #host: ReactiveControllerHost;
  #args: A | undefined;
  #turn = 0;
  #key = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: LoaderOptions<A, T>) {
    this.#options = options;
    this.#host = host;
    new Task(host, {
      args: () => this.#taskArgs(),
      task: (_args, { signal }) => this.#load(signal),
    });
    host.addController(this);
  }

  /** Neither a value nor an error yet. */
  get loading(): boolean {
    return this.value === undefined && this.error === undefined;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  reload(afterMs = MIN_RELOAD_GAP_MS): void {
    this.#timer ??= setTimeout(() => this.#reloadNow(), afterMs);
  }

  /** Replaces what is shown, with what a write answered. */
  set(value: T): void {
    this.value = value;
    this.error = undefined;
    this.#host.requestUpdate();
  }

  #reloadNow(): void {
    this.#timer = undefined;
    this.#turn += 1;
    this.#host.requestUpdate();
  }

  #taskArgs(): readonly [string, number] {
    this.#args = this.#options.args();
    const key = JSON.stringify(this.#args ?? null);
    if (key !== this.#key) {
      this.#key = key;
      this.value = undefined;
      this.error = undefined;
    }
    return [key, this.#turn];
  }

  async #load(signal: AbortSignal): Promise<T | undefined> {
    if (this.#args === undefined) return undefined;
    try {
      const value = await this.#options.load(this.#args, signal);
      if (signal.aborted) return undefined;
      this.value = value;
      this.error = undefined;
      this.#options.loaded?.(value);
      return value;
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
      return undefined;
    }
  }

  #failed(error: unknown): void {
    this.error = error;
    const retry = (error as { readonly status?: number }).status;
    if (retry === 0 || retry === 503) this.reload(RETRY_MS);
  }
}
