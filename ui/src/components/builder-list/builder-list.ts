import { BuilderList } from './builder-list.component.js';

export { BuilderList } from './builder-list.component.js';

customElements.define('tp-builder-list', BuilderList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-builder-list': BuilderList;
  }
}
