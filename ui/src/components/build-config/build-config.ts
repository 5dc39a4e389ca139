import { BuildConfig } from './build-config.component.js';

export { BuildConfig } from './build-config.component.js';

customElements.define('tp-build-config', BuildConfig);

declare global {
  interface HTMLElementTagNameMap {
    'tp-build-config': BuildConfig;
  }
}
