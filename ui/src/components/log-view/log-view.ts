import { LogView } from './log-view.component.js';

export { LogView } from './log-view.component.js';

customElements.define('tp-log-view', LogView);

declare global {
  interface HTMLElementTagNameMap {
    'tp-log-view': LogView;
  }
}
