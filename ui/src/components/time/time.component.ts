import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Ticker } from '../../controllers/ticker.js';
import { formatAgo, formatFull, parseTime } from '../../data/format.js';

/** How long ago; the full date as tooltip. */
export class Time extends LitElement {
  @property() at: string | null = null;

  constructor() {
    super();
    new Ticker(this, () => this.at !== null);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const time = parseTime(this.at);
    if (time === undefined) return nothing;
    return html`<time datetime=${this.at as string} title=${formatFull(time)}
      >${formatAgo(time, Date.now())}</time
    >`;
  }
}
