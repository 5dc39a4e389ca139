import { FactTable } from './fact-table.component.js';

export { FactTable } from './fact-table.component.js';

customElements.define('tp-fact-table', FactTable);

declare global {
  interface HTMLElementTagNameMap {
    'tp-fact-table': FactTable;
  }
}
