import { ConfigSource } from './config-source.component.js';

export { ConfigSource } from './config-source.component.js';

customElements.define('tp-config-source', ConfigSource);

declare global {
  interface HTMLElementTagNameMap {
    'tp-config-source': ConfigSource;
  }
}
