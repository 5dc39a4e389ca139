import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { announce } from '../../controllers/announce.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import { styles } from './shown-once.styles.js';

/** A token that was just made: nobody can see it again. */
export class ShownOnce extends LitElement {
  static override styles = [reset, controls, page, styles];
  /** What it is called. */
  @property() name = '';
  @property() token = '';

  protected override render(): TemplateResult {
    return html`<div class="note wait once" role="status">
      <tp-icon name="key"></tp-icon>
      <div>
        <p><strong>${this.name}</strong> is shown only now. Only its hash is kept.</p>
        <code>${this.token}</code>
      </div>
      <button class="button" @click=${this.#copy}>Copy</button>
    </div>`;
  }

  readonly #copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(this.token);
    announce('done', 'Copied.');
  };
}
