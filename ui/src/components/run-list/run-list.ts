import { RunList } from './run-list.component.js';

export { RunList } from './run-list.component.js';

customElements.define('tp-run-list', RunList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-run-list': RunList;
  }
}
