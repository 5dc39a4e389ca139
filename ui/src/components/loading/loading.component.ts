import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './loading.styles.js';

/** Grey lines where something is about to be; they appear only when it takes a moment. */
export class Loading extends LitElement {
  static override styles = [reset, styles];
  @property({ type: Number }) lines = 5;
  @property() label = 'Loading';

  protected override render(): TemplateResult {
    return html`<div class="lines" role="status">
      <span class="sr">${this.label}</span>
      ${Array.from({ length: this.lines }, (_none, at) => html`<i class="w${at % 3}"></i>`)}
    </div>`;
  }
}
