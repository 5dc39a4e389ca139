import { PluginPage } from './plugin-page.component.js';

export { PluginPage } from './plugin-page.component.js';

customElements.define('tp-plugin-page', PluginPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-plugin-page': PluginPage;
  }
}
