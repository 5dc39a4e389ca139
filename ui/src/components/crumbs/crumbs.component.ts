import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './crumbs.styles.js';

export interface Crumb {
  readonly title: string;
  readonly href: string;
}

/** The way from the top to this page. */
export class Crumbs extends LitElement {
  static override styles = [reset, styles];
  @property({ attribute: false }) crumbs: readonly Crumb[] = [];

  protected override render(): TemplateResult {
    return html`<nav aria-label="Breadcrumbs">
      <ol>
        ${this.crumbs.map(({ title, href }) => html`<li><a href=${href}>${title}</a></li>`)}
      </ol>
    </nav>`;
  }
}
