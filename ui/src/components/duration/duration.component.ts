import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Ticker } from '../../controllers/ticker.js';
import { elapsed, formatDuration } from '../../data/format.js';

/** Time between two moments; counts while `to` is missing. Without `from`, or with `ms`, what is given. */
export class Duration extends LitElement {
  @property() from: string | null = null;
  @property() to: string | null = null;
  @property({ type: Number }) ms: number | null = null;
  @property({ type: Boolean }) short = false;

  constructor() {
    super();
    new Ticker(this, () => this.ms === null && this.from !== null && this.to === null);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const ms = this.ms ?? elapsed(this.from, this.to);
    if (ms === undefined) return html`<span aria-hidden="true">–</span>`;
    const counting = this.ms === null && this.to === null;
    // Half seconds that flicker help nobody.
    const shown = counting ? Math.floor(ms / 1000) * 1000 : ms;
    return html`<span class="num">${formatDuration(shown)}</span>`;
  }
}
