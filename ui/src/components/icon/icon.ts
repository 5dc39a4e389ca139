import { Icon } from './icon.component.js';

export { Icon } from './icon.component.js';

customElements.define('tp-icon', Icon);

declare global {
  interface HTMLElementTagNameMap {
    'tp-icon': Icon;
  }
}
