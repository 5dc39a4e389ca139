import { Empty } from './empty.component.js';

export { Empty } from './empty.component.js';

customElements.define('tp-empty', Empty);

declare global {
  interface HTMLElementTagNameMap {
    'tp-empty': Empty;
  }
}
