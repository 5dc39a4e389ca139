import { AccountList } from './account-list.component.js';

export { AccountList } from './account-list.component.js';

customElements.define('tp-account-list', AccountList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-account-list': AccountList;
  }
}
