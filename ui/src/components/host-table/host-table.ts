import { HostTable } from './host-table.component.js';

export { HostTable } from './host-table.component.js';

customElements.define('tp-host-table', HostTable);

declare global {
  interface HTMLElementTagNameMap {
    'tp-host-table': HostTable;
  }
}
