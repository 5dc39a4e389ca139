import { Keys } from './keys.component.js';

export { Keys } from './keys.component.js';

customElements.define('tp-keys', Keys);

declare global {
  interface HTMLElementTagNameMap {
    'tp-keys': Keys;
  }
}
