import { RequestList } from './request-list.component.js';

export { RequestList } from './request-list.component.js';

customElements.define('tp-request-list', RequestList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-request-list': RequestList;
  }
}
