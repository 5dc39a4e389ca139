import { RepositorySource } from './repository-source.component.js';

customElements.define('tp-repository-source', RepositorySource);
declare global {
  interface HTMLElementTagNameMap {
    'tp-repository-source': RepositorySource;
  }
}
