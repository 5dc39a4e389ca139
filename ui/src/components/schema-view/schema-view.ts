import { SchemaView } from './schema-view.component.js';

customElements.define('tp-schema-view', SchemaView);

declare global {
  interface HTMLElementTagNameMap {
    'tp-schema-view': SchemaView;
  }
}
