import { StateBadge } from './state.component.js';

export { StateBadge } from './state.component.js';

customElements.define('tp-state', StateBadge);

declare global {
  interface HTMLElementTagNameMap {
    'tp-state': StateBadge;
  }
}
