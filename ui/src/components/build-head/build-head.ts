import { BuildHead } from './build-head.component.js';

export { BuildHead } from './build-head.component.js';

customElements.define('tp-build-head', BuildHead);

declare global {
  interface HTMLElementTagNameMap {
    'tp-build-head': BuildHead;
  }
}
