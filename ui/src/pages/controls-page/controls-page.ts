import { ControlsPage } from './controls-page.component.js';

export { ControlsPage } from './controls-page.component.js';

customElements.define('tp-controls-page', ControlsPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-controls-page': ControlsPage;
  }
}
