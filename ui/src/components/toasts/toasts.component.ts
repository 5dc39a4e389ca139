import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Notice } from '../../controllers/announce.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import { styles } from './toasts.styles.js';

interface Toast extends Notice {
  readonly id: number;
}
const DONE_MS = 5000;
const PROBLEM_MS = 15_000;

/** Short words about what was done; the page's live region. */
export class Toasts extends LitElement {
  static override styles = [reset, controls, styles];
  @state() private toasts: readonly Toast[] = [];
  #next = 1;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('tp-notice', this.#add);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('tp-notice', this.#add);
  }

  protected override render(): TemplateResult | typeof nothing {
    return html`<div role="status" aria-live="polite" class="list">
      ${repeat(
        this.toasts,
        ({ id }) => id,
        (toast) =>
          html`<div class="toast ${toast.kind}">
            <tp-icon name=${toast.kind === 'done' ? 'passed' : 'warn'}></tp-icon>
            <span>${toast.text}</span>
            <button
              class="button quiet icon"
              aria-label="Dismiss"
              @click=${() => this.#remove(toast.id)}
            >
              <tp-icon name="close"></tp-icon>
            </button>
          </div>`,
      )}
    </div>`;
  }

  readonly #add = (event: Event): void => {
    const toast = { ...(event as CustomEvent<Notice>).detail, id: this.#next++ };
    this.toasts = [...this.toasts.slice(-3), toast];
    setTimeout(() => this.#remove(toast.id), toast.kind === 'done' ? DONE_MS : PROBLEM_MS);
  };

  #remove(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }
}
