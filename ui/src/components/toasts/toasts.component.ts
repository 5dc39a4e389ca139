import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Notice } from '../../controllers/announce.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import { styles } from './toasts.styles.js';
import { coversControl } from './what-lies-under.js';

interface Toast extends Notice {
  readonly id: number;
}
const DONE_MS = 5000;
const PROBLEM_MS = 15_000;
/** Problems that are shown at once; of what was done, only the last. */
const PROBLEMS = 3;
/** Where they may stand, the first where they cover nothing to press. */
const PLACES = ['bottom right', 'bottom left', 'bottom middle', 'top right', 'top left'] as const;

/** Short words about what was done; the page's live region. Stands where it covers nothing that can be pressed. */
export class Toasts extends LitElement {
  static override styles = [reset, controls, styles];
  @state() private toasts: readonly Toast[] = [];
  @query('.list') private list!: HTMLElement;
  #next = 1;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('tp-notice', this.#add);
    addEventListener('focusin', this.#place);
    addEventListener('scroll', this.#place, { capture: true, passive: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('tp-notice', this.#add);
    removeEventListener('focusin', this.#place);
    removeEventListener('scroll', this.#place, { capture: true });
  }

  protected override render(): TemplateResult | typeof nothing {
    return html`<div role="status" aria-live="polite" class="list bottom right">
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

  protected override updated(_changed: PropertyValues): void {
    this.#place();
  }

  /** Its list is as wide as what it shows. */
  readonly #place = (): void => {
    if (this.toasts.length === 0) return;
    const { list } = this;
    for (const place of PLACES) {
      list.className = `list ${place}`;
      if (!coversControl(list.getBoundingClientRect(), this)) return;
    }
    list.className = `list ${PLACES[0]}`;
  };

  readonly #add = (event: Event): void => {
    const toast = { ...(event as CustomEvent<Notice>).detail, id: this.#next++ };
    const problems = this.toasts.filter(({ kind }) => kind === 'problem');
    const old = toast.kind === 'done' ? problems : problems.slice(1 - PROBLEMS);
    this.toasts = [...old, toast];
    setTimeout(() => this.#remove(toast.id), toast.kind === 'done' ? DONE_MS : PROBLEM_MS);
  };

  #remove(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }
}
