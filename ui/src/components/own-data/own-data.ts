import { OwnData } from './own-data.component.js';

export { OwnData } from './own-data.component.js';

customElements.define('tp-own-data', OwnData);

declare global {
  interface HTMLElementTagNameMap {
    'tp-own-data': OwnData;
  }
}
