import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './tabs.styles.js';

export interface Tab {
  readonly title: string;
  readonly href: string;
  readonly count?: number | undefined;
}

/** Pages that belong together, as links: each has its address. */
export class Tabs extends LitElement {
  static override styles = [reset, styles];
  @property({ attribute: false }) tabs: readonly Tab[] = [];
  /** `href` of the one that is shown. */
  @property() current = '';
  @property() label = 'Views';

  /** On a phone the tabs scroll: the current one is in sight. */
  protected override updated(): void {
    const tab = this.renderRoot.querySelector<HTMLElement>('[aria-current]');
    const nav = tab?.parentElement;
    if (tab && nav) nav.scrollLeft = tab.offsetLeft - (nav.clientWidth - tab.offsetWidth) / 2;
  }

  protected override render(): TemplateResult {
    return html`<nav aria-label=${this.label}>
      ${this.tabs.map(
        (tab) =>
          html`<a href=${tab.href} aria-current=${tab.href === this.current ? 'page' : nothing}
            >${tab.title}${
              tab.count === undefined ? nothing : html` <span class="count">${tab.count}</span>`
            }</a
          >`,
      )}
    </nav>`;
  }
}
