import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WireDelivery, WireRepository } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { getDelivery, listDeliveries, redeliver } from '../../data/requests.js';
import { withinPages } from '../../data/within-pages.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../config-source/config-source.js';
import '../empty/empty.js';
import '../loading/loading.js';
import '../pager/pager.js';
import '../problem/problem.js';
import '../state/state.js';
import '../time/time.js';
import { styles } from './delivery-list.styles.js';

const LOOK: Readonly<Record<WireDelivery['outcome'], { state: string; word: string }>> = {
  accepted: { state: 'passed', word: 'Accepted' },
  ignored: { state: 'canceled', word: 'Ignored' },
  rejected: { state: 'failed', word: 'Rejected' },
};

/** Messages of the code host as they came, with what became of each; one can be taken in again. */
export class DeliveryList extends LitElement {
  static override styles = [reset, controls, page, styles];
  @property({ attribute: false }) repository!: WireRepository;
  @property({ type: Number }) tick = 0;
  @state() private offset = 0;
  @state() private opened: WireDelivery | undefined;
  #seenTick = 0;

  readonly #deliveries = new Loader(this, {
    args: () => [this.repository.id, this.offset] as const,
    load: ([id, offset], signal) => listDeliveries(id, offset, signal),
    loaded: ({ '@pagination': paged }) => (this.offset = withinPages(this.offset, paged)),
  });

  protected override willUpdate(): void {
    if (this.tick !== this.#seenTick) this.#deliveries.reload();
    this.#seenTick = this.tick;
  }

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-label="Deliveries">
      <div class="panel-head"><h2>Deliveries</h2></div>
      ${this.#body()}
    </section>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#deliveries;
    if (!value && error)
      return html`<tp-problem
        .error=${error}
        @retry=${() => this.#deliveries.reload(0)}
      ></tp-problem>`;
    if (!value) return html`<tp-loading label="Loading deliveries"></tp-loading>`;
    if (value.deliveries.length === 0)
      return html`<tp-empty icon="mail" heading="No message has come yet">
        Messages of the code host's webhooks are listed here. Pushes that the server finds by
        looking are not: they are under Requests.
      </tp-empty>`;
    return html`<ul class="rows">
        ${value.deliveries.map((delivery) => html`<li>${this.#row(delivery)}</li>`)}
      </ul>
      <tp-pager
        .pagination=${value['@pagination']}
        @page=${(event: CustomEvent<number>) => (this.offset = event.detail)}
      ></tp-pager>`;
  }

  #row(delivery: WireDelivery): TemplateResult {
    const look = LOOK[delivery.outcome];
    const open = this.opened?.id === delivery.id;
    return html`<div class="delivery">
        <tp-state .state=${look.state} .word=${look.word}></tp-state>
        <div class="what">
          <p>
            <strong>${delivery.event}</strong> <span class="muted">by ${delivery.provider}</span>
          </p>
          <p class="muted mono">${delivery.guid}</p>
          ${delivery.reason ? html`<p>${delivery.reason}</p>` : nothing}
        </div>
        <div class="row">
          <tp-time class="muted" .at=${delivery.received_at}></tp-time>
          <button
            class="button quiet"
            aria-expanded=${String(open)}
            @click=${() => this.#open(delivery)}
          >
            ${open ? 'Hide' : 'Show'}
          </button>
          <button class="button" @click=${() => this.#again(delivery)}>Redeliver</button>
        </div>
      </div>
      ${open && this.opened ? this.#body_(this.opened) : nothing}`;
  }

  #body_(delivery: WireDelivery): TemplateResult {
    const headers = Object.entries(delivery.headers ?? {})
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n');
    return html`<tp-config-source heading="Headers" .text=${headers}></tp-config-source>
      <tp-config-source heading="Body" .text=${pretty(delivery.body ?? '')}></tp-config-source>`;
  }

  async #open(delivery: WireDelivery): Promise<void> {
    const open = this.opened?.id === delivery.id;
    this.opened = open ? undefined : await attempt(() => getDelivery(delivery.id));
  }

  async #again(delivery: WireDelivery): Promise<void> {
    await attempt(() => redeliver(delivery.id), 'The delivery is taken in again.');
    this.#deliveries.reload();
  }
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
