import type { ReactiveController, ReactiveControllerHost } from 'lit';

const hosts = new Set<ReactiveControllerHost>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  if (!document.hidden) for (const host of hosts) host.requestUpdate();
}

/** Updates its host every second while `runs` says so; one timer for the whole page. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #runs: () => boolean;

  constructor(host: ReactiveControllerHost, runs: () => boolean) {
    this.#host = host;
    this.#runs = runs;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#runs()) hosts.add(this.#host);
    else hosts.delete(this.#host);
    if (hosts.size > 0) timer ??= setInterval(tick, 1000);
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
    if (hosts.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }
}
