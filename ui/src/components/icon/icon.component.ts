import { html, LitElement, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ICONS } from './icons.js';
import { styles } from './icon.styles.js';

/** A drawn sign of 16 units, in the text's colour. Without a label it is hidden from screen readers. */
export class Icon extends LitElement {
  static override styles = styles;
  @property() name = '';
  @property() label = '';

  protected override render(): TemplateResult {
    const shape: SVGTemplateResult | undefined = ICONS[this.name];
    return html`<svg
      viewBox="0 0 16 16"
      role=${this.label ? 'img' : nothing}
      aria-label=${this.label || nothing}
      aria-hidden=${this.label ? nothing : 'true'}
      class=${this.name === 'running' ? 'spin' : ''}
    >
      ${shape ?? svg``}
    </svg>`;
  }
}
