import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import { styles } from './empty.styles.js';

/** Nothing here yet: says so, why, and (in the slot) what to do. */
export class Empty extends LitElement {
  static override styles = [reset, styles];
  @property() icon = 'info';
  @property() heading = '';

  protected override render(): TemplateResult {
    return html`<div class="box">
      <tp-icon name=${this.icon}></tp-icon>
      <h2>${this.heading}</h2>
      <div class="text"><slot></slot></div>
    </div>`;
  }
}
