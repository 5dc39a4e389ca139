import { ExplorerPage } from './explorer-page.component.js';

customElements.define('tp-explorer-page', ExplorerPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-explorer-page': ExplorerPage;
  }
}
