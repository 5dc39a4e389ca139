import { OwnerSettings } from './owner-settings.component.js';

export { OwnerSettings } from './owner-settings.component.js';

customElements.define('tp-owner-settings', OwnerSettings);

declare global {
  interface HTMLElementTagNameMap {
    'tp-owner-settings': OwnerSettings;
  }
}
