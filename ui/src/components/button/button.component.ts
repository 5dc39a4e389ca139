import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';

/** A button, or a link that looks like one. Its words stand within it; `click` comes from it as from any button. */
export class Button extends LitElement {
  static override styles = [
    reset,
    controls,
    css`
      :host {
        display: inline-flex;
      }
      :host([disabled]) {
        pointer-events: none;
      }
    `,
  ];
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  /** `primary`, `danger`, `quiet`; empty: as most are. */
  @property() variant = '';
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** For screen readers, where there is only an icon within it. */
  @property() label = '';
  /** Makes it a link. */
  @property() href = '';

  protected override render(): TemplateResult {
    const look = `button ${this.variant}`;
    if (this.href && !this.disabled)
      return html`<a class=${look} href=${this.href} aria-label=${this.label || null}
        ><slot></slot
      ></a>`;
    return html`<button
      class=${look}
      type="button"
      ?disabled=${this.disabled}
      aria-label=${this.label || null}
    >
      <slot></slot>
    </button>`;
  }
}
