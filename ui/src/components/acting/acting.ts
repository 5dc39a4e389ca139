import { Acting } from './acting.component.js';

export { Acting } from './acting.component.js';

customElements.define('tp-acting', Acting);

declare global {
  interface HTMLElementTagNameMap {
    'tp-acting': Acting;
  }
}
