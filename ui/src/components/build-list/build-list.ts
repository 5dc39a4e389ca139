import { BuildList } from './build-list.component.js';

export { BuildList } from './build-list.component.js';

customElements.define('tp-build-list', BuildList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-build-list': BuildList;
  }
}
