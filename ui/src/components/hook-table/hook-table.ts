import { HookTable } from './hook-table.component.js';

export { HookTable } from './hook-table.component.js';

customElements.define('tp-hook-table', HookTable);

declare global {
  interface HTMLElementTagNameMap {
    'tp-hook-table': HookTable;
  }
}
