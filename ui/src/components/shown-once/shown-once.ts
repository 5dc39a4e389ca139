import { ShownOnce } from './shown-once.component.js';

customElements.define('tp-shown-once', ShownOnce);

declare global {
  interface HTMLElementTagNameMap {
    'tp-shown-once': ShownOnce;
  }
}
