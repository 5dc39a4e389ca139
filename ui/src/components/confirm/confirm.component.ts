import { html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly action: string;
}

/** A question before something that cannot be undone. */
export class Confirm extends LitElement {
  static override styles = [reset, controls];
  @property({ attribute: false }) question!: Question;
  @state() private open = true;
  answer: (yes: boolean) => void = () => undefined;

  protected override render(): TemplateResult {
    const { title, text, action } = this.question;
    return html`<wa-dialog label=${title} ?open=${this.open} @wa-after-hide=${this.#gone}>
      <p>${text}</p>
      <button slot="footer" class="button" @click=${() => this.#decide(false)}>Keep</button>
      <button slot="footer" class="button danger" autofocus @click=${() => this.#decide(true)}>
        ${action}
      </button>
    </wa-dialog>`;
  }

  #decide(yes: boolean): void {
    this.answer(yes);
    this.open = false;
  }

  readonly #gone = (): void => {
    this.answer(false);
    this.remove();
  };
}
