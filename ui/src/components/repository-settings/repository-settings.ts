import { RepositorySettings } from './repository-settings.component.js';

export { RepositorySettings } from './repository-settings.component.js';

customElements.define('tp-repository-settings', RepositorySettings);

declare global {
  interface HTMLElementTagNameMap {
    'tp-repository-settings': RepositorySettings;
  }
}
