import { BuildRow } from './build-row.component.js';

export { BuildRow } from './build-row.component.js';

customElements.define('tp-build-row', BuildRow);

declare global {
  interface HTMLElementTagNameMap {
    'tp-build-row': BuildRow;
  }
}
