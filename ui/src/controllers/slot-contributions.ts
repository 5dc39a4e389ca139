import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { WireUiContribution, WireUiSlot } from '@turnpike/core/contracts/wire';
import { getContributions } from '../data/system.js';

/** What plugins put into a slot, for entries that lead there: title and tag. */
export class SlotContributions implements ReactiveController {
  all: readonly WireUiContribution[] = [];
  readonly #host: ReactiveControllerHost;
  readonly #slot: WireUiSlot;

  constructor(host: ReactiveControllerHost, slot: WireUiSlot) {
    this.#host = host;
    this.#slot = slot;
    host.addController(this);
  }

  hostConnected(): void {
    getContributions().then(
      (all) => {
        this.all = all.filter(({ slot }) => slot === this.#slot);
        this.#host.requestUpdate();
      },
      () => undefined, // The page is whole without them.
    );
  }
}
