import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';

/** Something to know, in a box. A problem is read out at once. */
export class Note extends LitElement {
  static override styles = [reset, controls];
  /** `problem`, `warn`, `wait`; empty: plain. */
  @property() variant = '';

  protected override render(): TemplateResult {
    const role = this.variant === 'problem' ? 'alert' : 'note';
    return html`<div class="note ${this.variant}" role=${role}><slot></slot></div>`;
  }
}
