import { BuildPage } from './build-page.component.js';

export { BuildPage } from './build-page.component.js';

customElements.define('tp-build-page', BuildPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-build-page': BuildPage;
  }
}
