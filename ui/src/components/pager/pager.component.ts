import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WirePagination } from '@turnpike/core/contracts/wire';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import { styles } from './pager.styles.js';

/** Newer and older pages of a list. Fires `page` with the new offset as detail. */
export class Pager extends LitElement {
  static override styles = [reset, controls, styles];
  @property({ attribute: false }) pagination: WirePagination | undefined;
  @property() label = 'Pages';

  protected override render(): TemplateResult | typeof nothing {
    const page = this.pagination;
    if (!page || (page.is_first && page.is_last)) return nothing;
    const last = Math.min(page.offset + page.limit, page.count);
    return html`<nav aria-label=${this.label}>
      <span class="muted num">${page.offset + 1}–${last} of ${page.count}</span>
      ${this.#button('Previous', 'left', page.prev?.offset ?? -1, page.is_first)}
      ${this.#button('Next', 'right', page.next?.offset ?? -1, page.is_last)}
    </nav>`;
  }

  #button(title: string, icon: string, offset: number, disabled: boolean): TemplateResult {
    return html`<button class="button" ?disabled=${disabled} @click=${() => this.#go(offset)}>
      <tp-icon name=${icon}></tp-icon>${title}
    </button>`;
  }

  #go(offset: number): void {
    this.dispatchEvent(new CustomEvent('page', { detail: offset }));
  }
}
