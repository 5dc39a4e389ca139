import { LoginPage } from './login-page.component.js';

export { LoginPage } from './login-page.component.js';

customElements.define('tp-login-page', LoginPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-login-page': LoginPage;
  }
}
