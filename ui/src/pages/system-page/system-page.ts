import { SystemPage } from './system-page.component.js';

export { SystemPage } from './system-page.component.js';

customElements.define('tp-system-page', SystemPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-system-page': SystemPage;
  }
}
