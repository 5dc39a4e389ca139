import { UsersPage } from './users-page.component.js';

export { UsersPage } from './users-page.component.js';

customElements.define('tp-users-page', UsersPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-users-page': UsersPage;
  }
}
