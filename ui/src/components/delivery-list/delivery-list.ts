import { DeliveryList } from './delivery-list.component.js';

export { DeliveryList } from './delivery-list.component.js';

customElements.define('tp-delivery-list', DeliveryList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-delivery-list': DeliveryList;
  }
}
