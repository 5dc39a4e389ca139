import { OwnerList } from './owner-list.component.js';

export { OwnerList } from './owner-list.component.js';

customElements.define('tp-owner-list', OwnerList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-owner-list': OwnerList;
  }
}
