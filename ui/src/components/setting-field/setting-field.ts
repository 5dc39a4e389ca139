import { SettingField } from './setting-field.component.js';

export { SettingField } from './setting-field.component.js';

customElements.define('tp-setting-field', SettingField);

declare global {
  interface HTMLElementTagNameMap {
    'tp-setting-field': SettingField;
  }
}
