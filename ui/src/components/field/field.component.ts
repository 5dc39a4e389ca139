import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './field.styles.js';

/** Label, hint and error of the `input`, `select` or `textarea` that stands within it, and its looks. */
export class Field extends LitElement {
  static override styles = [reset, styles];
  @property() label = '';
  /** What it is for, below it. */
  @property() hint = '';
  /** Why its value is not taken; empty: it is. */
  @property() error = '';
  @query('slot') private place!: HTMLSlotElement;

  protected override render(): TemplateResult {
    return html`<span class="label" aria-hidden="true" @click=${() => this.#control?.focus()}
        >${this.label}</span
      >
      <slot @slotchange=${this.#name}></slot>
      ${this.hint ? html`<small aria-hidden="true">${this.hint}</small>` : nothing}
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : nothing}`;
  }

  protected override updated(): void {
    this.#name();
  }

  get #control(): HTMLElement | undefined {
    return this.place.assignedElements()[0] as HTMLElement | undefined;
  }

  /** A label in here cannot point out of its shadow: the control is given its words. */
  readonly #name = (): void => {
    const control = this.#control;
    if (!control) return;
    control.ariaLabel = this.label;
    control.ariaDescription = this.hint || null;
    control.ariaInvalid = this.error ? 'true' : null;
  };
}
