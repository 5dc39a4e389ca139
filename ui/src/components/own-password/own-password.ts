import { OwnPassword } from './own-password.component.js';

customElements.define('tp-own-password', OwnPassword);

declare global {
  interface HTMLElementTagNameMap {
    'tp-own-password': OwnPassword;
  }
}
