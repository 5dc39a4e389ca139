import { PluginTable } from './plugin-table.component.js';

export { PluginTable } from './plugin-table.component.js';

customElements.define('tp-plugin-table', PluginTable);

declare global {
  interface HTMLElementTagNameMap {
    'tp-plugin-table': PluginTable;
  }
}
