import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { LOOKS, type ShownState } from '../../data/states.js';
import { reset } from '../../styles/reset.styles.js';
import { tones } from '../../styles/tones.styles.js';
import '../icon/icon.js';
import { styles } from './state.styles.js';

/** A state as icon and word; `compact` keeps the word for screen readers and as a tooltip. */
export class StateBadge extends LitElement {
  static override styles = [reset, tones, styles];
  @property() state: ShownState = 'none';
  /** Instead of the state's own word. */
  @property() word = '';
  @property({ type: Boolean, reflect: true }) compact = false;
  /** A filled pill. */
  @property({ type: Boolean, reflect: true }) pill = false;

  protected override render(): TemplateResult {
    const look = LOOKS[this.state] ?? LOOKS.none;
    const word = this.word || look.word;
    return html`<span class="badge" data-tone=${look.tone} title=${this.compact ? word : ''}>
      <tp-icon name=${look.icon}></tp-icon
      ><span class=${this.compact ? 'sr' : 'word'}>${word}</span>
    </span>`;
  }
}
