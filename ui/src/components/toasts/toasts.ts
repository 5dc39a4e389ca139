import { Toasts } from './toasts.component.js';

export { Toasts } from './toasts.component.js';

customElements.define('tp-toasts', Toasts);

declare global {
  interface HTMLElementTagNameMap {
    'tp-toasts': Toasts;
  }
}
