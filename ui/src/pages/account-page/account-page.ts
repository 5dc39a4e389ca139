import { AccountPage } from './account-page.component.js';

export { AccountPage } from './account-page.component.js';

customElements.define('tp-account-page', AccountPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-account-page': AccountPage;
  }
}
