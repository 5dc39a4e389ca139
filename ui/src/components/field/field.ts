import { Field } from './field.component.js';

export { Field } from './field.component.js';

customElements.define('tp-field', Field);

declare global {
  interface HTMLElementTagNameMap {
    'tp-field': Field;
  }
}
