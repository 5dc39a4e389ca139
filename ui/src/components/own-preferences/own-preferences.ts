import { OwnPreferences } from './own-preferences.component.js';

export { OwnPreferences } from './own-preferences.component.js';

customElements.define('tp-own-preferences', OwnPreferences);

declare global {
  interface HTMLElementTagNameMap {
    'tp-own-preferences': OwnPreferences;
  }
}
